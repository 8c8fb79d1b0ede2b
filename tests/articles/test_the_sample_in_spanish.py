"""The catalogues of the sample in Spanish: whole, and of the English that the sample has now."""

import re

import polib
import pytest
from wagtail.models import Page
from wagtail_localize.models import StringSegment

from articles.demo.content import CONTENT
from articles.readability import sentences

CATALOGUES = {path.stem: path for path in sorted((CONTENT / "es").glob("*.po"))}
FORBIDDEN = re.compile(
    r"\b(?:adict[oa]s?|drogadict\w+|alcohólic[oa]s?|toxicóman\w+|tú|tu|tus|ti|contigo|vos"
    r"|vosotros|limpi[oa]s?)\b",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^>]+>")


def test_what_must_be_there_in_spanish_is_there(db: None) -> None:
    there = set(
        Page.objects.live()
        .filter(locale__language_code="es", depth__gte=2)
        .values_list("slug", flat=True)
    )
    english = Page.objects.live().filter(locale__language_code="en")
    must = {"mothering-from-the-inside-out", "privacy"}
    for topic in ("staying-safe", "help-in-pennsylvania"):
        page = english.get(slug=topic)
        must |= set(english.descendant_of(page, inclusive=True).values_list("slug", flat=True))
    assert must <= there
    assert len(must) == 11


@pytest.mark.parametrize("slug", CATALOGUES)
def test_a_catalogue_has_each_text_of_its_page_and_no_other(slug: str, db: None) -> None:
    catalogue = polib.pofile(str(CATALOGUES[slug]))
    page = Page.objects.get(slug=slug, locale__language_code="en")
    texts = StringSegment.objects.filter(source__object_id=page.translation_key)
    assert {entry.msgid for entry in catalogue} == set(texts.values_list("string__data", flat=True))
    assert not [entry.msgid for entry in catalogue if not entry.msgstr or entry.fuzzy]


@pytest.mark.parametrize("slug", CATALOGUES)
def test_tags_and_numbers_are_those_of_the_english(slug: str) -> None:
    for entry in polib.pofile(str(CATALOGUES[slug])):
        assert sorted(TAG.findall(entry.msgid)) == sorted(TAG.findall(entry.msgstr)), entry.msgid
        phones = re.findall(r"\b(?:911|988|\d{3}-\d{3}-\d{4}|\d{5,})\b", entry.msgid)
        assert all(phone in entry.msgstr for phone in phones), entry.msgid


@pytest.mark.parametrize("slug", CATALOGUES)
def test_families_are_addressed_as_usted_and_people_come_first(slug: str) -> None:
    for entry in polib.pofile(str(CATALOGUES[slug])):
        assert not FORBIDDEN.findall(TAG.sub("", entry.msgstr)), entry.msgstr


@pytest.mark.parametrize("slug", CATALOGUES)
def test_spanish_is_not_longer_winded_than_a_family_can_read(slug: str) -> None:
    for entry in polib.pofile(str(CATALOGUES[slug])):
        for sentence in sentences(TAG.sub("", entry.msgstr)):
            assert len(sentence.split()) <= 27, sentence
