"""What stands before the results where somebody may be in danger: numbers, and one sentence."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.models import Helpline
from articles.search.crisis import Danger, dangers_in

MOST_READ = 1000
"""A plea may be long, and its last words the ones that count."""

MOST_LINES = 3

LINES = {
    Danger.OVERDOSE: ("911",),
    Danger.WITHDRAWAL: ("911",),
    Danger.EMERGENCY: ("911",),
    Danger.SUICIDE: ("988", "911"),
    Danger.POISON: ("poison-control", "911"),
    Danger.VIOLENCE: ("911", "ndvh"),
    Danger.CHILD: ("911", "childline-pa"),
    Danger.STIMULANT: ("911", "988"),
    Danger.PREGNANCY: ("911", "988", "maternal-hotline"),
    Danger.OTHER: ("911", "988"),
}
"""Keys of the registry, in the order in which they are shown."""

SENTENCES = {
    Danger.OVERDOSE: _(
        "Will not wake up, or breathes slowly or not at all? Call 911, then give naloxone, if you"
        " have it. Stay."
    ),
    Danger.WITHDRAWAL: _(
        "Shaking, confused, seeing things, a fever or a seizure after stopping alcohol or pills?"
        " Call 911, and stay with them until help comes."
    ),
    Danger.EMERGENCY: _("Call 911 now, and stay with them until help comes."),
    Danger.SUICIDE: _("Call or text 988, at any hour. If it may happen now, call 911."),
    Danger.POISON: _(
        "Awake and breathing normally: call Poison Control. Has a seizure, cannot breathe well or"
        " cannot be woken: call 911."
    ),
    Danger.VIOLENCE: _(
        "In danger now: call 911. To talk it over, at any hour: the hotline. Use a phone that they"
        " cannot look through."
    ),
    Danger.CHILD: _(
        "If it is happening now, call 911. If you are worried about a child in Pennsylvania, call"
        " ChildLine."
    ),
    Danger.STIMULANT: _(
        "Very hot, chest pain, a seizure, or afraid that somebody will be hurt? Call 911. If you"
        " cannot cope, call or text 988."
    ),
    Danger.PREGNANCY: _(
        "Bleeding, strong pain or a seizure? Call 911. Do not stop suddenly and alone: tell a"
        " doctor what you take. If you cannot cope, call or text 988."
    ),
    Danger.OTHER: _(
        "If somebody's life may be in danger, call 911. If you cannot cope, call or text 988."
    ),
}


@dataclass(frozen=True)
class Panel:
    lines: list[Helpline]
    sentence: Any


def panel_for(query: str) -> Panel | None:
    """The panel for a query's dangers, or None for a calm one. Reads the numbers in one query."""
    dangers = dangers_in(query[:MOST_READ])
    if not dangers:
        return None
    keys = list(dict.fromkeys(key for danger in dangers for key in LINES[danger]))[:MOST_LINES]
    by_key = {line.key: line for line in Helpline.objects.filter(key__in=keys)}
    return Panel([by_key[key] for key in keys if key in by_key], SENTENCES[dangers[0]])
