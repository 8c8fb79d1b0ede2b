"""The content report ranks pages by what is wrong; a row leads to the very place in the editor."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.editing.flaws import HARM, Kind
from articles.models import ArticlePage, Checkup, ReviewDue, Source
from articles.models.checkup import look_over_outdated
from tests.articles.conftest import soup, stored, text, words

pytestmark = pytest.mark.django_db

URL = "content_report"
LONG = "word " * 25


def block(said: str, id: str = "b1", sources: list[int] | None = None) -> dict[str, Any]:
    value = {"text": f"<p>{said}</p>", "sources": stored(sources or [])}
    return {"type": "text", "id": id, "value": value}


def counts(page: ArticlePage) -> dict[str, int]:
    return Checkup.objects.get(page_id=page.pk).counts


def test_each_kind_is_counted_and_weighed(new_article: Any) -> None:
    sleep = new_article(
        "Help for addicts",
        body=[
            block("One in four people wait."),
            block(f"{LONG}."),
            block("Call (800) 662-4357 today."),
        ],
    )
    found = counts(sleep)
    assert found.keys() >= {Kind.STOP, Kind.UNSOURCED, Kind.LONG, Kind.BY_HAND}
    checkup = Checkup.objects.get(page=sleep)
    assert checkup.harm == sum(HARM[Kind(kind)] * number for kind, number in found.items())


def test_many_small_things_weigh_less_than_one_that_hurts(new_article: Any) -> None:
    small = new_article("Sleep", body=[block(f"{LONG}.", f"b{n}") for n in range(30)])
    assert counts(small) == {Kind.LONG: 30}
    assert Checkup.objects.get(page=small).harm < HARM[Kind.STOP]


def test_what_is_right_counts_nothing(new_article: Any, source: Source) -> None:
    sleep = new_article("Sleep", body=[block("One in four people wait.", sources=[source.pk])])
    assert counts(sleep) == {}
    assert Checkup.objects.get(page=sleep).harm == 0


def test_a_draft_is_looked_over_when_it_is_saved(new_article: Any, edit: Any) -> None:
    sleep = new_article("Sleep")
    assert counts(sleep) == {}
    edit(sleep, "", "editor", body=[("text", text("The addict next door."))])
    assert counts(sleep).get(Kind.STOP)
    edit(sleep, "", "editor", body=[("text", text("The neighbor next door."))])
    assert counts(sleep) == {}


def test_what_waits_as_a_draft_is_not_hidden_by_a_save_of_what_is_live(
    new_article: Any, edit: Any
) -> None:
    sleep = new_article("Sleep")
    edit(sleep, "", "editor", body=[("text", text("The addict next door."))])
    live = ArticlePage.objects.get(pk=sleep.pk)
    live.save()
    assert counts(sleep).get(Kind.STOP)


def test_a_retracted_source_is_found_at_its_block(new_article: Any, source: Source) -> None:
    source.retracted_on = timezone.localdate()
    source.save()
    sleep = new_article("Sleep", body=[block("One in four.", "the-block", [source.pk])])
    (flaw,) = Checkup.objects.get(page=sleep).found
    assert flaw.kind == Kind.RETRACTED
    assert flaw.anchor == "#block-the-block-section"


def test_the_worst_stands_first_and_leads_to_its_place(new_article: Any, signed_in: Any) -> None:
    worst = new_article("Worst", body=[block("Some addicts and junkies.", "the-block")])
    better = new_article("Better", body=[block(f"{LONG}.")])
    shown = soup(signed_in("editor").get(reverse(URL)))
    titles = [words(each) for each in shown.select("tbody tr td.title")]
    assert titles.index("Worst") < titles.index("Better")
    edit_url = reverse("wagtailadmin_pages:edit", args=[worst.pk])
    assert shown.select(f'a[href="{edit_url}#block-the-block-section"]')
    editor = signed_in("editor").get(edit_url).content.decode()
    assert "the-block" in editor, "the editor has that block"
    assert counts(better) == {Kind.LONG: 1}


def test_overdue_weighs_and_filters(new_article: Any, signed_in: Any) -> None:
    sleep = new_article("Sleep")
    other = new_article("Food")
    row = ReviewDue.objects.get(page=sleep)
    row.due_on = timezone.localdate() - timedelta(days=1)
    row.save()
    client = signed_in("editor")
    table = words(soup(client.get(reverse(URL), {"kind": "overdue"})).select_one("table"))
    assert "Sleep" in table
    assert "Overdue for review" in table
    assert other.title not in table


@pytest.mark.parametrize("kind", [*Kind, "behind", "overdue"])
def test_every_filter_answers(kind: str, signed_in: Any, new_article: Any) -> None:
    sleep = new_article("Addicts", body=[block(f"{LONG}.")])
    answer = signed_in("publisher").get(reverse(URL), {"kind": kind})
    assert answer.status_code == 200
    listed = "Addicts" in words(soup(answer).select_one("main"))
    assert listed == (kind in counts(sleep))


def test_it_is_exported_with_all_that_is_wrong(new_article: Any, signed_in: Any) -> None:
    new_article("Addicts", summary="About rest.", body=[block(f"{LONG}.")])
    answer = signed_in("editor").get(reverse(URL), {"export": "csv"})
    sheet = b"".join(answer.streaming_content).decode()
    assert "Words that hurt: 1; Long sentences: 1" in sheet
    assert signed_in("editor").get(reverse(URL), {"export": "xlsx"}).status_code == 200


def test_all_of_one_page_for_those_who_may_edit_it(new_article: Any, signed_in: Any) -> None:
    body = [block(f"{LONG}.", f"b{n}") for n in range(5)]
    sleep = new_article("Addicts", summary="About rest.", body=body)
    url = reverse("content_report_one", args=[sleep.pk])
    shown = soup(signed_in("editor").get(url))
    assert len(shown.select("table.listing tbody tr")) == 6
    assert signed_in("intake").get(url).status_code == 302
    assert signed_in("editor").get(reverse("content_report_one", args=[10**6])).status_code == 404


def test_a_translation_that_is_behind_is_counted() -> None:
    page = ArticlePage.objects.filter(locale__language_code="es").first()
    from articles.models.checkup import look_over

    look_over(page)
    assert Checkup.objects.get(page=page).behind == 0
    from wagtail_localize.models import StringTranslation

    StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=page.locale
    ).first().delete()
    look_over(page)
    assert Checkup.objects.get(page=page).behind == 1


def test_what_goes_live_in_english_leaves_its_spanish_behind() -> None:
    spanish = ArticlePage.objects.filter(locale__language_code="es").first()
    english = ArticlePage.objects.get(
        translation_key=spanish.translation_key, locale__language_code="en"
    )
    english.summary = "Something that nobody has said before."
    english.save_revision()
    assert Checkup.objects.get(page=spanish).behind == 0, "a draft changes nothing yet"
    english.latest_revision.publish()
    assert Checkup.objects.get(page=spanish).behind == 1


def test_a_newer_list_of_terms_has_every_page_looked_over_again(new_article: Any) -> None:
    sleep = new_article("Sleep")
    Checkup.objects.exclude(page=sleep).update(version="new")
    from articles.models import checkup

    assert not checkup.Checkup.objects.outdated().filter(pk=sleep.pk).exists()
    Checkup.objects.filter(page=sleep).update(version="1999-01-01", counts={"stop": 9})
    while look_over_outdated(100):
        pass
    assert counts(sleep) == {}


def breaks(*args: Any) -> Any:
    raise ValueError


def asks_in_vain(*args: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing_of_this_name")


@pytest.mark.parametrize("broken", [breaks, asks_in_vain])
def test_a_check_that_fails_costs_nobody_their_words(
    broken: Any,
    new_article: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("articles.models.checkup.flaws", broken)
    sleep = new_article("Sleep")
    assert ArticlePage.objects.filter(pk=sleep.pk).exists()
    assert "could not be looked over" in caplog.text
    assert not Checkup.objects.outdated().filter(pk=sleep.pk).exists(), "nor holds up the others"
