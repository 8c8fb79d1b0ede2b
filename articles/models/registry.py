"""The numbers that pages may show, as the editors' matcher wants them."""

from math import inf

from django.db.models import Value

from articles.editing.by_hand import Registry
from articles.editing.numbers import key_of, keys_in
from articles.editing.rich_text import Reference
from articles.models.evidence.helpline import Helpline
from articles.models.site.organisation import Organisation

OWN = "own"
"""What stands for the organisation in a reference: its number lies in the settings."""


def registry() -> Registry:
    """The helplines' numbers and the organisation's own, in one query."""
    references: dict[str, Reference] = {}
    to_text: set[str] = set()
    nothing = Value("")
    lines = Helpline.objects.order_by().values_list("pk", "call", "tty", "text")
    own = Organisation.objects.values_list(Value(0), "phone", nothing, nothing)
    # The organisation's last: where a helpline has the same number, it is the organisation's.
    for pk, call, tty, text in sorted(lines.union(own, all=True), key=lambda row: row[0] or inf):
        for way, shown in (("tty", tty), ("call", call)):
            if shown:
                references[key_of(shown)] = Reference(str(pk) if pk else OWN, way)
        to_text |= keys_in([text])
    return Registry(references, frozenset(to_text - set(references)))
