"""What editors say of a word takes effect with the next search, and so does what they publish."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from articles.models import ArticlePage, Synonym
from articles.search import find

pytestmark = pytest.mark.django_db

KRATOM = "what-is-kratom-withdrawal"


def slugs(words: str) -> list[str]:
    return [article.slug for article in find(words, "en")]


def test_an_editor_adds_changes_and_a_publisher_deletes(signed_in: Any) -> None:
    assert slugs("zorblax") == []
    editor = signed_in("editor")
    add = reverse("wagtailsnippets_articles_synonym:add")
    editor.post(add, {"words": "zorblax", "means": "kratom", "language": "en"})
    synonym = Synonym.objects.get(words="zorblax")
    assert slugs("zorblax")[0] == KRATOM
    change = reverse("wagtailsnippets_articles_synonym:edit", args=[synonym.pk])
    editor.post(change, {"words": "zorblax", "means": "cannabis", "language": "en"})
    assert slugs("is he on zorblax")[0] == "cannabis"
    delete = reverse("wagtailsnippets_articles_synonym:delete", args=[synonym.pk])
    editor.post(delete)
    assert Synonym.objects.filter(pk=synonym.pk).exists(), "an editor deletes nothing"
    signed_in("publisher").post(delete)
    assert slugs("zorblax") == []


def test_what_another_process_changes_is_seen_too() -> None:
    """No signal tells of it: the rows do."""
    assert slugs("zorblax") == []
    Synonym.objects.bulk_create([Synonym(words="zorblax", means="kratom")])
    assert slugs("zorblax")[0] == KRATOM
    Synonym.objects.filter(words="zorblax").delete()
    assert slugs("zorblax") == []


def test_an_installation_starts_with_many_in_both_languages() -> None:
    for language in ("en", "es"):
        assert Synonym.objects.filter(language=language).count() > 150
    for synonym in Synonym.objects.all():
        synonym.full_clean()


def test_a_change_that_is_published_is_found_and_the_old_words_are_not(
    new_article: Callable[..., ArticlePage],
) -> None:
    page = new_article("Zygomorphic")
    assert slugs("zygomorphic") == [page.slug]
    page.title, page.summary = "Plain", "Plain words."
    page.save_revision().publish()
    assert slugs("zygomorphic") == []
    page.title = "Zygomorphic again"
    page.save_revision().publish()
    assert slugs("zygomorphic") == [page.slug]
    page.delete()
    assert slugs("zygomorphic") == []
