"""How a Django form looks: label, hint, error, control, in this order, in every area.

Setting: ``FORM_RENDERER = "dayaq.ui.rendering.Renderer"``.
"""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Uses the project's own templates for forms, field groups and lists of errors."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/components/field.html"
