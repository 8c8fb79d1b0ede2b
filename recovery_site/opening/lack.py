"""One thing that is lacking, and the ways to where it is put right."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from wagtail.models import Page


@dataclass(frozen=True)
class Link:
    """A place: `words` for everybody, the address for those who may put it right there."""

    words: str
    name: str = ""
    """Of the address; without one the place is on the server."""
    args: tuple[Any, ...] = ()
    needs: str = ""
    """The permission that the place asks for."""
    page: Page | None = None
    """What is edited there, if it is a page."""

    @property
    def url(self) -> str:
        """Nothing in a process without an admin."""
        if not self.name:
            return ""
        try:
            return reverse(self.name, args=self.args)
        except NoReverseMatch:
            return ""

    def is_for(self, user: Any) -> bool:
        if self.page is not None:
            return bool(self.page.permissions_for_user(user).can_edit())
        return bool(self.name) and user.has_perm(self.needs)


@dataclass(frozen=True)
class Lack:
    """`what` is missing, in a few words; `why` it matters, in one sentence."""

    id: str
    what: str
    why: str
    links: tuple[Link, ...]


def setting(words: str, app: str, model: str) -> Link:
    """A page of Wagtail's settings."""
    return Link(words, "wagtailsettings:edit", (app, model), f"{app}.change_{model}")
