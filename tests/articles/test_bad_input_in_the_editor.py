"""What an editor's form is given when things go wrong: it says so beside the field, never breaks,
and keeps what was typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from articles.editing.flaws import Kind
from articles.editing.marks import marked
from articles.models import ArticlePage, Checkup
from tests.articles.conftest import soup, stored, text, words

pytestmark = pytest.mark.django_db

WORD = (
    '<p class="MsoNormal" style="margin:0"><o:p></o:p><span lang="EN-US" style="font-size:11pt">'
    "Rest &amp; water. <b>One in four</b> wait.<!--[if gte mso 9]><xml></xml><![endif]-->"
    "</span></p>"
)


def test_a_page_of_two_hundred_blocks_saves_and_is_looked_over(new_article: Any, edit: Any) -> None:
    sleep = new_article("Sleep", live=False)
    body = [("text", text(f"Part {n}: rest when you can.")) for n in range(199)]
    body.append(("text", text("The last one says 25% without a source.")))
    assert edit(sleep, "", "editor", body=body).status_code == 302
    sleep.refresh_from_db()
    draft = sleep.get_latest_revision_as_object()
    assert len(draft.body) == 200
    assert Checkup.objects.get(page=sleep).counts == {Kind.UNSOURCED: 1}
    refused = edit(sleep, "submit", "editor", body=body)
    assert refused.status_code == 200
    assert "has no source. Choose what it stands on" in refused.content.decode()


def test_a_megabyte_of_pasted_word_html_becomes_text(new_article: Any) -> None:
    pasted = WORD * (1_000_000 // len(WORD))
    raw = {"type": "text", "id": "b", "value": {"text": pasted, "sources": stored([])}}
    sleep = new_article("Sleep", live=False, body=[raw])
    sleep.save_revision()
    found = Checkup.objects.get(page=sleep)
    assert found.counts[Kind.UNSOURCED] > 1000
    assert len(found.flaws) == 200, "as many as an editor could read"


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>One<ul><li>Two<ol><li>Three</li></ol></li></ul></li></ul>",
        "<p>Never closed <b>bold <i>and",
        "</p></div>Closed before it opened",
        "<p>a < b && c > d</p>",
        "<p>" + "<b>" * 3000 + "deep" + "</b>" * 3000 + "</p>",
        "<p>\x00\x0b\ufffe</p>",
        "<![CDATA[x]]><?php echo 1 ?>",
        "<p>&#xD800;&notanentity;&#99999999;</p>",
    ],
)
def test_markup_that_is_no_markup_is_looked_over(new_article: Any, html: str) -> None:
    raw = {"type": "text", "id": "b", "value": {"text": html, "sources": stored([])}}
    sleep = ArticlePage(title="Sleep", summary="About rest.", body=[raw])
    sleep.slug = "sleep-bad"
    parent = Page.objects.get(slug="treatment", locale__language_code="en")
    if "\x00" not in html:
        parent.specific.add_child(instance=sleep)
        assert Checkup.objects.get(page=sleep).version
    assert marked(f"<main>{html}</main>", "en").count("<main>") == 1


@pytest.mark.parametrize(("field", "value"), [("title", "   "), ("summary", " \u200b ")])
def test_nothing_but_spaces_is_refused_at_the_field(
    new_article: Any, edit: Any, field: str, value: str
) -> None:
    sleep = new_article("Sleep", live=False)
    answer = edit(sleep, "submit", "editor", **{field: value})
    assert answer.status_code == 200
    section = soup(answer).select_one(f"#panel-child-content-{field}-section")
    assert section is not None
    assert section.select_one(".w-field__errors").get_text(strip=True)


def test_two_editors_at_once_lose_nothing(new_article: Any, signed_in: Any) -> None:
    """Wagtail tells the second that there is a newer version; both drafts are in the history."""
    sleep = new_article("Sleep", live=False)
    url = reverse("wagtailadmin_pages:edit", args=[sleep.pk])

    def opened(client: Client) -> Any:
        return querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")

    def saved(client: Client, form: Any, summary: str) -> Any:
        none = {name: streamfield([]) for name in ("body", "urgent", "kept_words")}
        form.update(nested_form_data({"summary": summary} | none))
        return client.post(url, {key: form.getlist(key)[-1] for key in form})

    one, other = signed_in("editor"), signed_in("publisher")
    first, second = opened(one), opened(other)
    saved(one, first, "What the first of two wrote.")
    saved(other, second, "What the second of two wrote.")
    said = {revision.content["summary"] for revision in Revision.objects.filter(object_id=sleep.pk)}
    assert said >= {"What the first of two wrote.", "What the second of two wrote."}


def test_a_source_without_a_title_and_a_doi_that_is_none(signed_in: Any) -> None:
    url = reverse("wagtailsnippets_articles_source:add")
    form = {
        "key": "nothing-2026",
        "title": "  ",
        "authors": "A. Author",
        "publisher": "P",
        "doi": "see the paper",
        "checked_on": "2026-01-01",
    }
    answer = signed_in("editor").post(url, form)
    assert answer.status_code == 200
    shown = words(soup(answer).select_one("main"))
    assert "This field is required" in shown or "Readers would see nothing" in shown
    answer = signed_in("editor").post(url, form | {"title": "A study"})
    assert "A DOI looks like 10.1234/abcd." in words(soup(answer).select_one("main"))
