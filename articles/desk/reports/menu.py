"""A report's place in the menu."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

MaySee = Callable[[Any], bool]


class ReportItem(MenuItem):
    """A report in the menu, for those who may see it."""

    def __init__(self, label: Any, name: str, icon: str, order: int, may_see: MaySee) -> None:
        super().__init__(label, reverse(name), name=name, icon_name=icon, order=order)
        self.may_see = may_see

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_see(request.user)
