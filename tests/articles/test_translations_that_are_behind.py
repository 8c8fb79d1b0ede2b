"""Who changes the English sees which Spanish is behind it; a reader of an old warning is told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from articles.models import ArticlePage, TopicPage, TranslatedUrgent
from articles.models.translations.behind import behind
from tests.articles.conftest import soup, words
from tests.articles.test_queries import queries

Read = Callable[..., BeautifulSoup]

ENGLISH = "/treatment/mothering-from-the-inside-out/"
SPANISH = f"/es{ENGLISH}"
NOTICE = "Este aviso cambió en inglés después de esta traducción."


@pytest.fixture
def spanish(article: ArticlePage) -> ArticlePage:
    return article.get_translations().get(locale__language_code="es").specific


def change_urgent(page: Any, trigger: str = "Is somebody in danger of dying?") -> None:
    raw = list(page.urgent.raw_data)
    raw[0]["value"]["trigger"] = trigger
    page.urgent = raw
    page.save_revision().publish()


def translate(page: ArticlePage, english: str, spanish: str) -> None:
    """What a translator does in wagtail-localize's editor: one text, then publish."""
    say(page, english, spanish)
    publish(page)


def say(page: ArticlePage, english: str, spanish: str) -> None:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(string__data=english)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": spanish},
    )


def publish(page: ArticlePage) -> None:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    there, _ = translation.source.create_or_update_translation(
        translation.target_locale, publish=False, fallback=True
    )
    there.get_latest_revision().publish()


# --- The reader --------------------------------------------------------------------------


def test_the_sample_is_not_behind(read: Read) -> None:
    assert NOTICE not in words(read(SPANISH))
    assert NOTICE not in words(read("/es/treatment/"))
    assert TranslatedUrgent.objects.count() == 17  # topics, articles, routes


def test_a_warning_that_changed_in_english_says_so_in_spanish(
    article: ArticlePage, read: Read
) -> None:
    change_urgent(article)
    box = read(SPANISH).select_one(".urgent")
    assert NOTICE in words(box)
    assert "En peligro, llame al 911." in words(box)
    (link,) = box.select(".behind a")
    assert (link["href"], link["lang"], link["hreflang"]) == (ENGLISH, "en", "en")
    assert not read(ENGLISH).select(".behind")


def test_a_number_that_changed_counts_as_well(article: ArticlePage, read: Read) -> None:
    raw = list(article.urgent.raw_data)
    raw[0]["value"]["call"] = raw[0]["value"]["call"][:1]
    article.urgent = raw
    article.save_revision().publish()
    assert NOTICE in words(read(SPANISH))


def test_a_topic_says_it_too(read: Read) -> None:
    change_urgent(TopicPage.objects.get(slug="treatment", locale__language_code="en"))
    assert NOTICE in words(read("/es/treatment/"))


def test_another_change_is_no_reason(article: ArticlePage, read: Read) -> None:
    article.summary = "Another summary."
    article.save_revision().publish()
    assert NOTICE not in words(read(SPANISH))


def test_a_draft_is_no_reason(article: ArticlePage, read: Read) -> None:
    raw = list(article.urgent.raw_data)
    raw[0]["value"]["trigger"] = "A draft?"
    article.urgent = raw
    article.save_revision()
    assert NOTICE not in words(read(SPANISH))


def test_translating_the_warning_takes_the_notice_away(article: ArticlePage, read: Read) -> None:
    change_urgent(article, "Is somebody dying?")
    publish(article)  # without the text: nobody has looked at the warning
    assert NOTICE in words(read(SPANISH))
    translate(article, "Is somebody dying?", "¿Alguien se está muriendo?")
    box = read(SPANISH).select_one(".urgent")
    assert NOTICE not in words(box)
    assert "¿Alguien se está muriendo?" in words(box)


def test_a_page_translated_by_hand_is_caught_up_by_changing_its_warning(
    article: ArticlePage, spanish: ArticlePage, read: Read
) -> None:
    Translation.objects.all().delete()
    change_urgent(article)
    assert NOTICE in words(read(SPANISH))
    spanish.summary = "Otra frase."
    spanish.save_revision().publish()
    assert NOTICE in words(read(SPANISH))
    change_urgent(spanish, "¿Alguien se está muriendo?")
    assert NOTICE not in words(read(SPANISH))


def test_what_nobody_noted_is_not_trusted(read: Read) -> None:
    TranslatedUrgent.objects.all().delete()
    assert NOTICE in words(read(SPANISH))


def test_an_old_revision_does_not_bring_an_old_note_back(
    article: ArticlePage, spanish: ArticlePage, read: Read
) -> None:
    old = spanish.get_latest_revision()
    change_urgent(article, "Is somebody dying?")
    translate(article, "Is somebody dying?", "¿Alguien se está muriendo?")
    assert NOTICE not in words(read(SPANISH))
    change_urgent(article, "Is somebody not breathing?")
    old.publish()
    assert NOTICE in words(read(SPANISH))


def test_an_english_page_that_was_taken_off_leaves_no_notice(
    article: ArticlePage, read: Read
) -> None:
    change_urgent(article)
    article.unpublish()
    assert not read(SPANISH).select(".behind")


@pytest.mark.parametrize(
    "path",
    [ENGLISH, "/", "/treatment/", "/my-teenager/", "/privacy/", "/search/?q=detox", "/glossary/"],
)
def test_a_spanish_page_costs_no_more_queries(path: str, db: None) -> None:
    for each in (path, f"/es{path}"):
        Client().get(each)
    assert len(queries(f"/es{path}")) <= len(queries(path))


# --- The editor --------------------------------------------------------------------------


def test_nothing_is_behind_in_the_sample(article: ArticlePage) -> None:
    assert behind(article) == []


def test_publishing_says_which_texts_wait(article: ArticlePage) -> None:
    article.summary = "Another summary."
    change_urgent(article, "Is somebody dying?")
    (found,) = behind(ArticlePage.objects.get(pk=article.pk))
    assert found.page.url == SPANISH
    assert set(found.texts) == {"Another summary.", "Is somebody dying?"}
    translation = Translation.objects.get(source__object_id=article.translation_key)
    total, done = translation.get_progress()
    assert total - done == 2


def test_the_editor_of_the_english_page_sees_them(article: ArticlePage, signed_in: Any) -> None:
    client = signed_in("editor")
    url = f"/admin/pages/{article.pk}/edit/"
    assert "Translations that are behind" not in client.get(url).content.decode()
    article.summary = "Another <summary>."
    article.save_revision()  # a draft already says what it will leave behind
    page = BeautifulSoup(client.get(url).content, "html.parser")
    panel = page.find(string=lambda text: "Translations that are behind" in text)
    assert panel
    said = words(page)
    assert "In Spanish, 1 text of this page is not translated as it stands here." in said
    assert "“Another <summary>.”" in said
    there = article.get_translations().get(locale__language_code="es")
    assert page.find("a", href=f"/admin/pages/{there.pk}/edit/")


def test_a_translation_goes_live_whole_or_not_at_all(
    article: ArticlePage, spanish: ArticlePage, signed_in: Any, read: Read
) -> None:
    client = signed_in("publisher")
    url = f"/admin/pages/{spanish.pk}/edit/"
    article.summary = "Another summary."
    article.save_revision().publish()
    refused = client.post(url, {"action": "publish"}, follow=True)
    assert "Not published: 1 text is not translated yet" in words(soup(refused))
    assert spanish.summary in words(read(SPANISH).main)
    say(article, "Another summary.", "Otro resumen.")
    taken = client.post(url, {"action": "publish"}, follow=True)
    assert "Not published" not in words(soup(taken))


def test_an_english_page_is_published_as_ever(article: ArticlePage, signed_in: Any) -> None:
    answer = signed_in("publisher").post(f"/admin/pages/{article.pk}/edit/", {"action": "publish"})
    assert b"not translated yet" not in answer.content


def test_a_page_that_is_in_no_other_language_has_no_panel(signed_in: Any, db: None) -> None:
    page = ArticlePage.objects.get(slug="cannabis")
    page.summary = "Another summary."
    page.save_revision().publish()
    assert behind(page) == []
    text = signed_in("editor").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Translations that are behind" not in text


def test_a_correction_is_shown_in_the_page_s_language(article: ArticlePage, read: Read) -> None:
    new = article.corrections.model
    both = new(corrected_on=date(2026, 11, 20), text="A year was wrong.", text_es="Un año.")
    article.corrections = [both, new(corrected_on=date(2026, 11, 19), text="A name was wrong.")]
    article.save_revision().publish()
    publish(article)
    there, here = (
        words(read(url).select_one("[aria-labelledby=corrections]")) for url in (SPANISH, ENGLISH)
    )
    assert "Un año." in there
    assert "wrong" not in there
    assert "A name was wrong." in here


def test_what_is_no_word_is_not_offered_for_translation(db: None) -> None:
    """Anchors, the names of tests, slugs: the same in every language."""
    paths = TranslationContext.objects.values_list("path", flat=True)
    last = {path.rpartition(".")[2] for path in paths}
    assert not last & {"anchor", "test", "slug", "author"}
    assert String.objects.filter(locale=Locale.get_default()).exists()
