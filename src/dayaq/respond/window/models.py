"""Words that open the person's own window. Their digests stand where only the guard reads them, not here."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Key(models.Model):
    """Six words given to the person: by whom, until when, last used on which day. Made by the guard alone; a worker only ends them.

    ``own``: the person made them alone. ``groups``: field groups the worker who gave them sees of the file; words show no more.
    """

    GROUP = "G1"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("casefile.Case", on_delete=models.CASCADE, related_name="window_keys")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    organisation = models.UUIDField()
    unit = models.UUIDField(null=True)
    by = models.UUIDField()
    language = models.CharField(max_length=10)
    expires_at = models.DateTimeField()
    own = models.BooleanField(default=False)
    groups = models.IntegerField(default=1)
    source = models.UUIDField(null=True)  # whose worker gave the first words: complaints about that body are not listed
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    last_used = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="window_key_case")]
