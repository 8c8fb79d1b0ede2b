"""A draft that begins with a skeleton: chosen below a topic, written on in Wagtail's editor."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page, PageSubscription

from articles.editing.skeletons import Skeleton, skeletons
from articles.models import ArticlePage, TopicPage


def may_start(user: Any, topic: TopicPage) -> bool:
    """As Wagtail asks of whoever adds a page by hand."""
    return bool(
        topic.permissions_for_user(user).can_add_subpage()
        and ArticlePage in type(topic).creatable_subpage_models()
        and ArticlePage.can_create_at(topic)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, parent_page_id: int) -> HttpResponse:
    """The kinds to choose from; posted, a draft of the chosen one.

    Raises `Http404` for what is no topic or no kind. Skeletons speak the site's first language: in
    another one an article is the translation of one.
    """
    topics = TopicPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    topic: TopicPage = get_object_or_404(topics, pk=parent_page_id)
    if not may_start(request.user, topic):
        raise PermissionDenied
    if request.method != "POST":
        context = {"topic": topic, "skeletons": skeletons().values()}
        return render(request, "articles/editing/start.html", context)
    skeleton = skeletons().get(request.POST.get("kind", ""))
    if skeleton is None:
        raise Http404
    refused = _hooked("before_create_page", request, topic, ArticlePage)
    if refused is not None:
        return refused
    page = create(skeleton, topic, request.user)
    messages.success(request, _("A draft is there. What stands in [brackets] is for you."))
    answer = _hooked("after_create_page", request, page)
    return answer or redirect("wagtailadmin_pages:edit", page.pk)


@transaction.atomic
def create(skeleton: Skeleton, topic: TopicPage, user: Any) -> ArticlePage:
    """The draft, with its first revision, as if `user` had saved it in the editor."""
    body: Any = ArticlePage._meta.get_field("body")
    page = ArticlePage(
        title=skeleton.title,
        owner=user,
        live=False,
        # Cleaned, so that each heading has its anchor.
        body=body.stream_block.clean(body.stream_block.to_python(list(skeleton.body))),
        next_step=skeleton.next_step,
    )
    # Without a slug Wagtail makes one that is free, and logs who made the page.
    topic.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    return page


def _hooked(name: str, *args: Any) -> HttpResponse | None:
    """What Wagtail's own view would ask of others at this moment."""
    for hook in hooks.get_hooks(name):
        answer = hook(*args)
        if isinstance(answer, HttpResponse):
            return answer
    return None


# --- The ways in -------------------------------------------------------------------------


def header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """For Wagtail's hook `register_page_header_buttons`: in the menu beside a topic's name, in the
    explorer and in its editor."""
    if url := _way_in(page, user):
        yield Button(_("Start from a skeleton"), url=url, icon_name="list-ul", priority=16)


def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """For Wagtail's hook `register_page_listing_more_buttons`: in the menu of a topic's row."""
    if url := _way_in(page, user):
        yield Button(_("Start from a skeleton"), url=url, icon_name="list-ul", priority=16)


def _way_in(page: Page, user: Any) -> str:
    """Where this person starts an article below `page`; nothing where they cannot."""
    if not issubclass(page.specific_class or Page, TopicPage):
        return ""
    topic = page.specific_deferred
    if topic.is_translation or not may_start(user, topic):
        return ""
    return reverse("start_from_skeleton", args=[page.pk])
