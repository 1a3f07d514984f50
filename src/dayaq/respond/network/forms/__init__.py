"""Forms of the network: directory, leading on, links, packages, six fields, words to the referrer."""

from dayaq.respond.network.forms.directory import FilterForm, FreeForm, ServiceForm
from dayaq.respond.network.forms.fields import spoken
from dayaq.respond.network.forms.quick import QuickForm, WordsForm
from dayaq.respond.network.forms.sending import CodeForm, LeadForm, LinkForm, OutcomeForm, PackageForm, ReasonForm, ReplyForm

__all__ = [
    "CodeForm",
    "FilterForm",
    "FreeForm",
    "LeadForm",
    "LinkForm",
    "OutcomeForm",
    "PackageForm",
    "QuickForm",
    "ReasonForm",
    "ReplyForm",
    "ServiceForm",
    "WordsForm",
    "spoken",
]
