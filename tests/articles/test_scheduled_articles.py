"""A day in the future, through the workflow: what was approved goes live then, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from articles.models import ArticlePage, Review, Source
from tests.articles.conftest import act, line, text, words

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
Read = Callable[..., BeautifulSoup]
SignedIn = Callable[..., Client]

BADGE = "Reviewed by Robin Sample"
NOBODY = "No clinician has reviewed this"
CHANGED = "no clinician has reviewed the change yet"


@pytest.fixture
def later() -> datetime:
    return (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)


def typed(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def now(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def publish_at(at: datetime, **passed: float) -> None:
    with time_machine.travel(at + timedelta(**passed), tick=False):
        call_command("publish_scheduled")


@pytest.fixture
def scheduled(
    new_article: Callable[..., ArticlePage],
    edit: Edit,
    clinician: Client,
    signed_in: SignedIn,
    later: datetime,
    source: Source,
) -> ArticlePage:
    """Written for a day, read by a clinician, passed on by a publisher."""
    page = new_article("Sleep", live=False)
    body = [("text", text("Rest.", [source.pk]))]
    answer = edit(page, "submit", "editor", go_live_at=typed(later), body=body)
    assert answer.status_code == 302
    act(clinician, page, "approve")
    act(signed_in("publisher"), page, "approve")
    return now(page)


def test_it_goes_live_at_its_time_and_not_before(
    scheduled: ArticlePage, later: datetime, read: Read
) -> None:
    assert not scheduled.live
    assert scheduled.approved_schedule
    publish_at(later, minutes=-1)
    assert not now(scheduled).live
    read(scheduled.url, status=404)
    publish_at(later, minutes=1)
    assert now(scheduled).live
    assert BADGE in line(read, scheduled)


def test_a_way_past_the_review_keeps_its_time_and_its_word(
    new_article: Callable[..., ArticlePage],
    edit: Edit,
    signed_in: SignedIn,
    later: datetime,
    read: Read,
) -> None:
    page = new_article("Sleep", live=False)
    edit(page, "submit", "editor", go_live_at=typed(later), body=[("text", text("Rest."))])
    act(signed_in("publisher"), page, "publish_unreviewed", comment="The clinician is away.")
    publish_at(later, minutes=-1)
    assert not now(page).live
    publish_at(later, minutes=1)
    assert NOBODY in line(read, page)


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher", "admin"])
def test_a_form_changes_nothing_while_it_waits(
    role: str, scheduled: ArticlePage, edit: Edit, later: datetime, read: Read
) -> None:
    before = scheduled.latest_revision_id
    said = {"go_live_at": typed(timezone.now() + timedelta(days=1))}
    edit(scheduled, "", role, body=[("text", text("Unread."))], **said)
    publish_at(later, minutes=-1)
    assert not now(scheduled).live
    publish_at(later, minutes=1)
    assert now(scheduled).live_revision_id == before
    assert "Rest." in words(read(now(scheduled).url).main)
    assert BADGE in line(read, scheduled)


def test_a_draft_that_comes_past_the_form_stays_a_draft(
    scheduled: ArticlePage, signed_in: SignedIn, later: datetime, read: Read
) -> None:
    """The admin's own API asks for no lock."""
    approved = Revision.objects.get(approved_go_live_at__isnull=False)
    first = scheduled.revisions.order_by("created_at").first()
    said = {"revision_id": first.pk}
    url = f"/admin/api/main/pages/{scheduled.pk}/action/revert_to_page_revision/"
    assert signed_in("editor").post(url, said).status_code == 200
    assert now(scheduled).latest_revision_id != approved.pk
    publish_at(later, minutes=1)
    assert now(scheduled).live_revision_id == approved.pk
    assert BADGE in line(read, scheduled)


def test_what_waits_is_not_overwritten(scheduled: ArticlePage, later: datetime) -> None:
    """Wagtail's autosave writes over the newest draft of the same person."""
    editor = get_user_model().objects.get(username="editor")
    approved = scheduled.get_latest_revision()
    assert approved.user == editor
    draft: Any = approved.as_object()
    draft.body = [{"type": "text", "value": {"text": "<p>Unread.</p>", "sources": []}}]
    draft.save_revision(user=editor, overwrite_revision=approved, clean=False)
    approved.refresh_from_db()
    assert approved.approved_go_live_at == later
    assert "Rest." in Review.objects.get().revision.as_object().body[0].value["text"].source
    publish_at(later, minutes=1)
    assert now(scheduled).live_revision_id == approved.pk


def test_what_is_taken_off_the_schedule_is_a_draft_again(
    scheduled: ArticlePage, signed_in: SignedIn, later: datetime
) -> None:
    url = reverse(
        "wagtailadmin_pages:revisions_unschedule",
        args=[scheduled.pk, scheduled.latest_revision_id],
    )
    for role in ("editor", "reviewer"):
        signed_in(role).post(url)
        assert now(scheduled).approved_schedule
    signed_in("publisher").post(url)
    publish_at(later, minutes=1)
    assert not now(scheduled).live


def test_a_live_article_stays_until_its_next_words_are_due(
    new_article: Callable[..., ArticlePage],
    edit: Edit,
    clinician: Client,
    signed_in: SignedIn,
    later: datetime,
    read: Read,
) -> None:
    page = new_article("Sleep", body=[])
    said = {"go_live_at": typed(later), "body": [("text", text("Rest."))]}
    edit(page, "submit", "editor", **said)
    act(clinician, page, "approve")
    act(signed_in("publisher"), page, "approve")
    assert "Rest." not in words(read(now(page).url).main)
    assert NOBODY in line(read, page)
    publish_at(later, minutes=1)
    assert "Rest." in words(read(now(page).url).main)
    assert BADGE in line(read, page)


def test_a_source_that_changed_meanwhile_takes_the_badge_away(
    scheduled: ArticlePage, later: datetime, source: Source, read: Read
) -> None:
    Source.objects.filter(pk=source.pk).update(title="Something else")
    publish_at(later, minutes=1)
    assert now(scheduled).live
    assert CHANGED in line(read, scheduled)


def test_it_expires_at_its_time(
    new_article: Callable[..., ArticlePage],
    edit: Edit,
    clinician: Client,
    signed_in: SignedIn,
    later: datetime,
    read: Read,
) -> None:
    page = new_article("Sleep", live=False)
    said = {"expire_at": typed(later), "body": [("text", text("Rest."))]}
    edit(page, "submit", "editor", **said)
    act(clinician, page, "approve")
    act(signed_in("publisher"), page, "approve")
    publish_at(later, minutes=-1)
    assert BADGE in line(read, page)
    publish_at(later, minutes=1)
    assert now(page).expired
    read(page.url, status=404)


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
@pytest.mark.parametrize("action", ["", "submit", "publish"])
def test_a_schedule_alone_brings_nothing_live(
    action: str,
    role: str,
    new_article: Callable[..., ArticlePage],
    edit: Edit,
    later: datetime,
    client: Client,
) -> None:
    page = new_article("Sleep", live=False)
    live = new_article("Live")
    for each in (page, live):
        edit(each, action, role, go_live_at=typed(later), body=[("text", text("Unread."))])
    publish_at(later, minutes=1)
    assert not now(page).live
    assert b"Unread." not in client.get(now(live).url).content
