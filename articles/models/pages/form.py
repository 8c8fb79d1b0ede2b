"""What an editor's form asks of every page before it goes live."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from articles.editing import by_hand
from articles.editing.by_hand import ByHand
from articles.editing.claims import unsourced
from articles.editing.guidance import unfilled
from articles.editing.language import Severity
from articles.editing.places import Place, merged
from articles.editing.skeletons import is_placeholder
from articles.editing.wording import wordings
from articles.models.evidence.helpline import Helpline, HowChecked
from articles.models.registry import registry

Mark = tuple[Place, str]
"""Where something is wrong, and what to do about it."""

TO_REGISTRY = "to_registry"
"""The name of the button that puts a number into the registry, or replaces it."""


class PageForm(WagtailAdminPageForm):
    """A draft always saves. What goes live, or to review, has its numbers from the registry, a
    source for each claim, no word that hurts without a reason, and nothing left of a skeleton."""

    by_hand: list[ByHand]

    def _post_clean(self) -> None:
        super()._post_clean()
        # The page has what was typed now: look at all of it, in one place.
        self.by_hand = self._put_right()
        if self.is_deferred_validation:
            return
        marks = [*self._numbers(), *self._words(), *self._claims(), *self._guidance()]
        for field, error in merged(marks).items():
            self.add_error(field if field in self.fields else None, error)
        if is_placeholder(self.instance.slug):
            message = _("This address is still the skeleton's. Give it a few words of the title.")
            self.add_error("slug" if "slug" in self.fields else None, message)

    def _numbers(self) -> Iterator[Mark]:
        message = _(
            "%(number)s is typed by hand. Take it from the registry, where it was checked: the"
            " button above does it."
        )
        for found in self.by_hand:
            yield found.place, message % {"number": found.shown}

    def _words(self) -> Iterator[Mark]:
        message = _(
            "“%(words)s”: say “%(instead)s”. %(why)s If it must stay, give the reason under “Words"
            " that stay”."
        )
        for found in wordings(self.instance):
            if found.severity == Severity.STOP:
                term = found.finding.term
                said = {"words": found.finding.words, "instead": term.instead, "why": term.why}
                yield found.place, message % said

    def _claims(self) -> Iterator[Mark]:
        message = _("“%(claim)s” has no source. Choose what it stands on under “Sources”.")
        for place, claim in unsourced(self.instance):
            yield place, message % {"claim": claim}

    def _guidance(self) -> Iterator[Mark]:
        message = _(
            "“%(words)s” speaks to the writer. Put your own words in its place, or take it away."
        )
        first: dict[Place, str] = {}
        for place, words in unfilled(self.instance):
            first.setdefault(place, words)
        for place, words in first.items():
            yield place, message % {"words": Truncator(words).chars(48)}

    def _put_right(self) -> list[ByHand]:
        """The numbers typed by hand, after the one that the button named was taken care of."""
        known = registry()
        found = by_hand.find(self.instance, known)
        key = self.data.get(TO_REGISTRY)
        asked = next((each for each in found if each.key == key), None)
        if asked is None:
            return found
        if not asked.known:
            try:
                add(asked.shown)
            except ValidationError as error:
                self.add_error(None, error.messages)
                return found
            known = registry()
        by_hand.replace(self.instance, asked.key, known)
        return by_hand.find(self.instance, known)


def add(shown: str) -> Helpline:
    """A new entry for this number, which nobody has checked: it is shown as text.

    Whoever may write the number on a page may do this; only who may edit helplines can say that
    it was checked, which makes it a link.
    Raises `ValidationError` for what is no number.
    """
    name = _("New number %(number)s") % {"number": shown}
    line = Helpline(
        key=f"number-{slugify(shown)}"[:50],
        name=name[:120],
        call=shown,
        what_for=_("Still to be said: what it is for."),
        checked_how=HowChecked.NOT,
    )
    line.full_clean()
    line.save()
    return line
