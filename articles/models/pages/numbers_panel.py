"""Where an editor sees which numbers on a page were typed by hand, and puts each right."""

from functools import cached_property
from typing import Any

from django import forms
from wagtail.admin.panels import Panel

from articles.editing import by_hand
from articles.editing.by_hand import ByHand
from articles.models.evidence.helpline import Helpline, HowChecked
from articles.models.pages.body import BodyMixin
from articles.models.pages.form import TO_REGISTRY
from articles.models.registry import registry


class NumbersPanel(Panel):
    """Shown only while there is something to say. Without scripts it is all there is; the script
    shows each finding beside its block too."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editing/numbers_panel.html"

        @cached_property
        def found(self) -> list[ByHand]:
            """As the form left it after a save that was refused, or as the draft stands."""
            if hasattr(self.form, "by_hand"):
                return self.form.by_hand
            if isinstance(self.instance, BodyMixin):
                self.instance.resolve()
            return by_hand.find(self.instance, registry())

        @cached_property
        def unfinished(self) -> list[Helpline]:
            """The registry's entries that this page leans on and that nobody has checked yet."""
            if not isinstance(self.instance, BodyMixin):
                return []
            named = self.instance.named[Helpline].values()
            return [line for line in named if line.checked_how == HowChecked.NOT]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.found or self.unfinished)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context |= {
                "found": self.found,
                "unfinished": self.unfinished,
                "may_change": self.request.user.has_perm("articles.change_helpline"),
                "button": TO_REGISTRY,
            }
            return context

        @property
        def media(self) -> forms.Media:
            return forms.Media(js=["js/numbers.js"], css={"all": ["css/editor.css"]})
