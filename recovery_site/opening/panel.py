"""The list on the admin's home page, for those who set the site up; gone when nothing lacks."""

import logging
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from articles.models.workflow import PUBLISH_UNREVIEWED
from recovery_site.opening import Lack, lacking

log = logging.getLogger(__name__)

Line = tuple[Lack, list[tuple[str, str]]]
"""What is lacking; of each place its words, and its address for those who may go there."""


class OpeningPanel(Component):
    order = 5
    name = "before-you-open"
    template_name = "recovery_site/before_you_open.html"

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"lines": self.lines}

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": ["css/editor.css"]})


def lines(user: Any) -> list[Line]:
    """Publishers and administrators see the list; nobody else does."""
    if not user.has_perm(PUBLISH_UNREVIEWED):
        return []
    return [
        (lack, [(link.words, link.url if link.is_for(user) else "") for link in lack.links])
        for lack in lacking()
    ]


def show_what_lacks(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook `construct_homepage_panels`: a list that fails is left out."""
    try:
        found = lines(request.user)
    except Exception:
        log.exception("what lacks before opening could not be listed")
        return
    if found:
        panels.append(OpeningPanel(found))
