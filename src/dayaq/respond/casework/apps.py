"""The area in Django's eyes."""

from django.apps import AppConfig

from dayaq.core.words import N_

EVENTS = {
    "casework.task_set": N_("task set by hand"),
    "casework.contact": N_("contact"),
    "casework.note_health": N_("note on health"),
    "casework.note_family": N_("note on the family"),
    "casework.file": N_("file kept"),
    "casework.conference_planned": N_("case conference planned"),
    "casework.conference_held": N_("case conference held"),
    "casework.conference_cancelled": N_("case conference cancelled"),
    "casework.conference_decided": N_("decision of a case conference"),
    "casework.transfer_sent": N_("case given to another body"),
    "casework.transfer_accepted": N_("case taken over"),
    "casework.transfer_declined": N_("case not taken over"),
    "casework.transfer_withdrawn": N_("transfer taken back"),
    "casework.transfer_done": N_("hand-over complete"),
    "casework.letter_drafted": N_("letter drafted"),
    "casework.letter_cleared": N_("letter cleared"),
    "casework.letter_sent_back": N_("letter sent back"),
    "casework.letter_sent": N_("letter sent"),
}
TASKS = {
    "casework.transfer": N_("Answer: take this case over or say why not"),
    "casework.clear": N_("A letter is in clearance"),
    "casework.report_letter": N_("Report a letter that went at once"),
}
FACTS = (
    "hand_task",
    "contact_kind",
    "conference_decision",
    "transfer_reason",
    "transfer_refusal",
    "letter_kind",
    "clearance_office",
    "document_kind",
)


def list_words(name: str, code: str) -> str:
    """A code of a list of the home pack in the reader's language."""
    from django.conf import settings

    from dayaq.core.pack import load
    from dayaq.respond.casefile.queries import label

    return label(load(settings.HOME_PACK), f"codes.{name}.{code}")


class Casework(AppConfig):
    """Case work."""

    name = "dayaq.respond.casework"
    label = "casework"

    def ready(self) -> None:
        """Say what the area's entries and tasks are called in the case file."""
        from dayaq.respond.casefile.queries import Deed, name_kinds

        name_kinds(
            events=EVENTS,
            tasks=TASKS,
            deeds={
                "casework.transfer": Deed("casework:transfer", "case.read"),
                "casework.clear": Deed("casework:letters", "case.read"),
                "casework.report_letter": Deed("casework:letters", "case.read"),
            },
            listed={
                "hand": lambda code: list_words("hand_task", code),
                "conference": lambda code: list_words("conference_decision", code),
            },
            facts=FACTS,
        )
