"""The wall round what is sent of a person; the directory is true to who keeps it."""

from pathlib import Path

from django.db import migrations

from dayaq.base.access.wall import AsGuard, Sql, authored, recorded, wall

SQL = (Path(__file__).parents[1] / "guard.sql").read_text()
SIDES = """
CREATE TRIGGER link_side BEFORE INSERT OR UPDATE ON network_link FOR EACH ROW EXECUTE FUNCTION guard.link_side();
CREATE TRIGGER onward_side BEFORE INSERT OR UPDATE ON network_onward FOR EACH ROW EXECUTE FUNCTION guard.onward_side();
CREATE TRIGGER context_required BEFORE INSERT OR UPDATE OR DELETE ON network_service FOR EACH STATEMENT EXECUTE FUNCTION guard.require_context();
"""
WRITER = {"by": "user", "organisation": "organisation"}
SEND, KEEP = ["referral.send"], ["network.manage"]
ANSWERED = ["status", "decided_at", "decided_by", "decline_reason", "outcome", "answered_at", "withdrawn_at", "version"]


class Migration(migrations.Migration):
    """Row security, required context, recorded changes, rows true to their author."""

    dependencies = [("network", "0001_initial"), ("access", "0005_house"), ("casefile", "0006_authorship"), ("referral", "0006_authorship")]
    operations = [
        recorded("network_service"),
        authored(
            "network_service",
            case="organisation",
            mine={**WRITER, "body": "body", "unit": "unit"},
            own=True,
            insert=KEEP,
            update=KEEP,
            changes=[
                *("title", "language", "kind", "region", "sexes", "age_bands", "exploitation", "languages", "hours", "contact", "note"),
                *("capacity", "free", "free_on", "accreditation", "accredited_until", "closed_on", "version"),
            ],
        ),
        wall("network_onward", "G1"),
        authored(
            "network_onward",
            mine={**WRITER, "from_unit": "unit"},
            changes=ANSWERED,
            signed=["decided_by"],
            insert=SEND,
            empty=["decided_at", "decided_by", "answered_at", "withdrawn_at", "outcome"],
        ),
        wall("network_link", "G1"),
        authored(
            "network_link",
            mine={**WRITER, "unit": "unit"},
            own=True,
            insert=SEND,
            update=SEND,
            changes=["status", "withdrawn_at", "withdrawn_why", "version"],
            once=["withdrawn_at"],
            empty=["seen_at", "answered_at", "withdrawn_at", "outcome", "decline_reason"],
        ),
        wall("network_linktext", "G3", update=False),
        authored("network_linktext", mine=WRITER, same={"link_id": "network_link"}, insert=SEND),
        wall("network_package", "G1"),
        authored("network_package", mine=WRITER, own=True, insert=SEND, update=SEND, once=["withdrawn_at", "sent_at"]),
        wall("network_packagerisk", "G3", update=False),
        authored("network_packagerisk", mine={"by": "user"}, same={"package_id": "network_package"}, insert=SEND),
        wall("network_encounter", "G1", update=False),
        authored("network_encounter", mine=WRITER, insert=SEND),
        wall("network_answernote", "G1", update=False),
        authored("network_answernote", mine=WRITER, same={"referral_id": "referral_referral"}, insert=[*SEND, "referral.feedback"]),
        AsGuard(SQL),
        Sql(SIDES),
    ]
