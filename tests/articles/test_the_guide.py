"""The editor's guide is easy to read, its pictures are there, its buttons are those on screen."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import wagtail
import wagtail_localize
from bs4 import BeautifulSoup
from django.conf import settings
from PIL import Image

from articles.editing.language import check
from articles.readability import LONGEST_SENTENCE, read, spans
from tests.articles.conftest import soup, words

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/guide/"
ROOT = Path(settings.BASE_DIR)
PICTURES = ROOT / "static" / "img" / "guide"
OLDEST = 14
"""Years: the reading age of the guide."""

HEAVIEST = 60_000
"""Bytes of a picture."""

_OURS = re.compile(r"""_\(\s*(["'])(.+?)\1\s*[,)]|"description": "([^"]+)\"""")
_OF_TEMPLATES = re.compile(r'{% trans "([^"]+)"|{% blocktrans[^%]*%}(.+?){% (?:end|plural)', re.S)
_OF_WAGTAIL = re.compile(r'^msgid(?:_plural)? "(.+)"$', re.M)
_PLACEHOLDER = re.compile(r"%\(\w+\)s|{{ \w+ }}| $")


@pytest.fixture
def guide(signed_in: Any) -> BeautifulSoup:
    part = soup(signed_in("editor").get(ADDRESS)).select_one(".guide")
    assert part is not None
    return BeautifulSoup(str(part), "html.parser")


@cache
def strings() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What the code says on a screen: as it stands, and with a name in it."""
    found: set[str] = set()
    for path in (ROOT / "articles").rglob("*.py"):
        found |= {match[2] or match[3] or "" for match in _OURS.finditer(path.read_text())}
    for path in (ROOT / "templates" / "articles" / "editing").glob("*.html"):
        if path.name != "guide.html":
            for match in _OF_TEMPLATES.finditer(path.read_text()):
                found.add(match[1] or match[2].strip())
    for package in (wagtail, wagtail_localize):
        for path in Path(package.__path__[0]).glob("**/locale/en/LC_MESSAGES/*.po"):
            found |= set(_OF_WAGTAIL.findall(path.read_text()))
    named = [said for said in found if _PLACEHOLDER.search(said)]
    telling = [said for said in named if len(_PLACEHOLDER.sub("", said)) >= len("Submit to")]
    patterns = [".+".join(map(re.escape, _PLACEHOLDER.split(said))) for said in telling]
    # Django shows the name of a field with a capital.
    plain = {said[:1].upper() + said[1:] for said in found}
    return frozenset(plain), tuple(re.compile(pattern) for pattern in patterns)


def stands_on_a_screen(label: str) -> bool:
    plain, patterns = strings()
    return label in plain or any(pattern.fullmatch(label) for pattern in patterns)


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("reviewer", 200), ("publisher", 200), ("admin", 200), ("intake", 302)],
)
def test_it_is_for_those_who_edit(role: str, status: int, signed_in: Any) -> None:
    assert signed_in(role).get(ADDRESS).status_code == status


@pytest.mark.parametrize(("role", "shown"), [("editor", True), ("intake", False)])
def test_the_help_menu_leads_to_it(role: str, shown: bool, signed_in: Any) -> None:
    page = signed_in(role).get("/admin/").content.decode()
    assert (f'"url": "{ADDRESS}"' in page) == shown


def test_the_list_of_skeletons_leads_to_it(topic: Any, signed_in: Any) -> None:
    page = soup(signed_in("editor").get(f"/admin/pages/start/{topic.pk}/"))
    assert page.select_one(f'main a[href="{ADDRESS}"], .nice-padding a[href="{ADDRESS}"]')


def test_the_contents_lead_to_every_part(guide: BeautifulSoup) -> None:
    listed = {link["href"]: words(link) for link in guide.select(".guide-contents a")}
    parts = {f"#{heading['id']}": words(heading) for heading in guide.select("h2")}
    assert len(parts) > 9
    assert listed == parts


def test_each_picture_is_there_with_its_size_and_words_of_its_own(guide: BeautifulSoup) -> None:
    shown = guide.select("img")
    said = [str(picture["alt"]).strip() for picture in shown]
    assert all(said)
    assert len(set(said)) == len(said)
    for picture in shown:
        path = PICTURES / Path(str(picture["src"])).name
        with Image.open(path) as there:
            assert (picture["width"], picture["height"]) == tuple(map(str, there.size)), path.name
        assert path.stat().st_size < HEAVIEST, path.name


def test_no_picture_lies_unused(guide: BeautifulSoup) -> None:
    used = {Path(str(picture["src"])).name for picture in guide.select("img")}
    assert used == {path.name for path in PICTURES.iterdir()}


def test_it_is_easy_to_read(guide: BeautifulSoup) -> None:
    texts = [words(part) for part in guide.select("section p")]
    texts += [str(picture["alt"]) for picture in guide.select("img")]
    long = [s.text for text in texts for s in spans(text) if s.words > LONGEST_SENTENCE]
    assert long == []
    assert read(texts, "en").age <= OLDEST
    for text in (words(part) for part in guide.select("section p")):
        assert 2 <= len(list(spans(text))) <= 5, text


def test_its_own_words_hurt_nobody(guide: BeautifulSoup) -> None:
    texts = [words(guide), *(str(picture["alt"]) for picture in guide.select("img"))]
    assert [finding.words for text in texts for finding in check(text, "en")] == []


def test_each_button_it_names_is_one_of_the_code(guide: BeautifulSoup) -> None:
    named = {words(label) for label in guide.select(".button-name")}
    assert named
    assert {label for label in named if not stands_on_a_screen(label)} == set()


def test_a_button_that_is_none_is_found_out() -> None:
    assert not stands_on_a_screen("Approve: I have read some of it")
    assert not stands_on_a_screen("Send to Medical review")
