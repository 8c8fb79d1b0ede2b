"""What an editor's form asks of every page before it goes live."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from articles.editing import by_hand
from articles.editing.by_hand import ByHand, Registry
from articles.editing.places import merged
from articles.models.door import asked
from articles.models.evidence.helpline import Helpline, HowChecked
from articles.models.registry import registry

TO_REGISTRY = "to_registry"
"""The name of the button that puts a number into the registry, or replaces it."""


class PageForm(WagtailAdminPageForm):
    """A draft always saves. What goes live, or to review, passes `articles.models.door`."""

    by_hand: list[ByHand]

    def _post_clean(self) -> None:
        super()._post_clean()
        # The page has what was typed now: look at all of it, in one place.
        self.by_hand, known = self._put_right(registry())
        if self.is_deferred_validation:
            return
        for field, error in merged(list(asked(self.instance, known))).items():
            # What was refused already never reached the page: it stands there as it was before.
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, error)

    def _put_right(self, known: Registry) -> tuple[list[ByHand], Registry]:
        """The numbers typed by hand and the registry, after the one that the button named was taken
        care of."""
        found = by_hand.find(self.instance, known)
        key = self.data.get(TO_REGISTRY)
        asked = next((each for each in found if each.key == key), None)
        if asked is None:
            return found, known
        if not asked.known:
            try:
                add(asked.shown)
            except ValidationError as error:
                self.add_error(None, error.messages)
                return found, known
            known = registry()
        by_hand.replace(self.instance, asked.key, known)
        return by_hand.find(self.instance, known), known


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
