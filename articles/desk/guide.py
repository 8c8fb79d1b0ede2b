"""The editor's guide: how an article is made here, with pictures of the screens."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.desk.reports.editable import may_edit_pages
from articles.desk.reports.menu import ReportItem


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Raises `PermissionDenied` for those who may not edit pages."""
    if not may_edit_pages(request.user):
        raise PermissionDenied
    return render(request, "articles/editing/guide.html")


def menu_item() -> ReportItem:
    """For Wagtail's hook `register_help_menu_item`: before Wagtail's own guide."""
    return ReportItem(_("Editor's guide"), "editors_guide", "help", 100, may_edit_pages)
