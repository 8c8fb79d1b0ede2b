"""The numbers that pages may show, as the editors' matcher wants them."""

from articles.editing.by_hand import Registry
from articles.editing.numbers import key_of, keys_in
from articles.editing.rich_text import Reference
from articles.models.evidence.helpline import Helpline
from articles.models.site.organisation import Organisation

OWN = "own"
"""What stands for the organisation in a reference: its number lies in the settings."""


def registry() -> Registry:
    """The helplines' numbers and the organisation's own, in two queries."""
    references: dict[str, Reference] = {}
    to_text: set[str] = set()
    lines = list(Helpline.objects.values_list("pk", "call", "tty", "text"))
    for pk, call, tty, text in lines:
        for way, shown in (("tty", tty), ("call", call)):
            if shown:
                references[key_of(shown)] = Reference(str(pk), way)
        to_text |= keys_in([text])
    for phone in Organisation.objects.exclude(phone="").values_list("phone", flat=True):
        references[key_of(phone)] = Reference(OWN)
    return Registry(references, frozenset(to_text - set(references)))
