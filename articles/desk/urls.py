"""Addresses of Wagtail's and of wagtail-localize's that ours answer first."""

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from articles.desk import translating
from articles.desk.approving import SayingWhyView


def _in_place_of(route: str, view: Any) -> URLPattern:
    return path(route, never_cache(require_admin_access(view)))


urlpatterns = [
    _in_place_of(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        SayingWhyView.as_view(),
    ),
    _in_place_of("localize/submit/page/<int:page_id>/", translating.SubmitView.as_view()),
    _in_place_of("localize/update/<int:translation_source_id>/", translating.UpdateView.as_view()),
    _in_place_of("localize/page/<int:page_id>/convert_to_alias/", translating.convert),
]
