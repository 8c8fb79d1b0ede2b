"""The public side in Spanish: nothing left out, nothing left in English, times said right.

`make messages` reads the sentences from the sources; what it would change is what is missing.
"""

import re
import shutil
import subprocess
import sys
from ast import literal_eval
from datetime import datetime, time
from gettext import GNUTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from articles.models import ArticlePage, Facility, Menus, Organisation
from contact.intake import submit
from contact.models import Office, OpeningHours
from contact.receipts import write_receipt
from contact.templatetags.intake import day_and_hour, plain_hours
from tests.project.environment import ROOT, bare

PO = Path("recovery_site/locale/es/LC_MESSAGES/django.po")
EAST = ZoneInfo("America/New_York")
PLACEHOLDER = re.compile(r"%\(\w+\)\w|</?\w+")
SEEN_OR_HEARD = ("aria-label", "alt", "title", "placeholder", "content")
"""Attributes whose words reach a reader."""

Entry = dict[str, str]


def entries(po: str) -> list[Entry]:
    """Each entry's fields: `msgctxt`, `msgid`, `msgid_plural`, `msgstr`, `msgstr[0]` and on."""
    found = []
    for part in po.split("\n\n"):
        joined = re.sub(r'"\n"', "", part)
        fields = re.findall(r'^(msg\S+) (".*")$', joined, re.M)
        found.append({name: literal_eval(text) for name, text in fields})
    return found


def pairs(entry: Entry) -> list[tuple[str, str]]:
    """Each wording with its Spanish."""
    if "msgid_plural" in entry:
        return [
            (entry["msgid"], entry["msgstr[0]"]),
            (entry["msgid_plural"], entry["msgstr[1]"]),
        ]
    return [(entry["msgid"], entry["msgstr"])]


HEAD, *ENTRIES = entries((ROOT / PO).read_text())


# --- The catalog -------------------------------------------------------------------------


@pytest.mark.gettext
def test_every_sentence_of_the_public_side_is_in_the_catalog(tmp_path: Path) -> None:
    skip = shutil.ignore_patterns("__pycache__", "demo", "migrations")
    for folder in ("articles", "contact", "recovery_site", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=skip)
    for file in ("Makefile", "manage.py"):
        shutil.copy(ROOT / file, tmp_path)
    before = (tmp_path / PO).read_text()
    done = subprocess.run(
        ["make", "-o", ".venv/run", "messages", f"BIN={Path(sys.executable).parent}"],
        cwd=tmp_path,
        env=bare(VAR_DIR=str(tmp_path / "var"), LC_ALL="C.UTF-8"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / PO).read_text() == before, "Run `make messages`, then translate."


def test_every_sentence_has_its_spanish_with_what_it_leaves_open() -> None:
    assert len(ENTRIES) > 150
    assert "fuzzy" not in (ROOT / PO).read_text()
    for english, spanish in (pair for entry in ENTRIES for pair in pairs(entry)):
        assert spanish, english
        assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(spanish)), english


def test_what_is_served_is_what_is_written() -> None:
    """django.mo is committed: a server needs no gettext."""
    expected: dict[object, str] = {"": HEAD["msgstr"]}
    for entry in ENTRIES:
        key = entry["msgid"]
        key = f"{entry['msgctxt']}\x04{key}" if "msgctxt" in entry else key
        if "msgid_plural" in entry:
            expected |= {(key, n): entry[f"msgstr[{n}]"] for n in (0, 1)}
        else:
            expected[key] = entry["msgstr"]
    with (ROOT / PO).with_suffix(".mo").open("rb") as compiled:
        assert GNUTranslations(compiled)._catalog == expected  # type: ignore[attr-defined]


def test_families_are_addressed_as_usted_and_people_come_first() -> None:
    said = " ".join(spanish for entry in ENTRIES for _, spanish in pairs(entry)).lower()
    assert re.findall(r"\b(?:tú|tu|tus|te|ti|contigo|vosotros|adict\w+)\b", said) == []


def test_no_words_stand_in_a_template_outside_its_sentences() -> None:
    found = set()
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text()
        text = re.sub(r"{% blocktrans.*?{% endblocktrans %}|{[{%#].*?[}%#]}", "", text, flags=re.S)
        heard = re.findall(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"', text)
        if "queue" not in template.parts:
            shown = re.sub(r"<[^>]*>", " ", text)
            found |= set(re.findall(r"[^\W\d_]{2,}", " ".join([shown, *heard])))
    assert found == {"TTY", "article"}  # the second is a value of og:type


# --- The pages ---------------------------------------------------------------------------


@pytest.fixture
def without_content(db: None) -> None:
    """Words of the database stay in the language that they were written in; here are none."""
    Organisation.objects.update(belief="", who_answers="", cost="", sample_notice="", name="911")
    Menus.objects.update(header=[], footer=[])
    Facility.objects.all().delete()


def said_on(client: Client, path: str, answers: dict[str, str] | None = None) -> set[str]:
    """Every piece of text that the page shows, says aloud or tells a search engine."""
    post = answers is not None
    answer = client.post(path, answers, secure=True) if post else client.get(path, secure=True)
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.html["lang"] == ("es" if path.startswith("/es/") else "en")
    for tag in page.select("script, style, textarea, [name=viewport], [name=color-scheme]"):
        tag.extract()
    found = set(page.stripped_strings)
    found |= {tag[name] for name in SEEN_OR_HEARD for tag in page.find_all(attrs={name: True})}
    words = {" ".join(text.split()) for text in found if re.search(r"[^\W\d_]", text)}
    return {text for text in words if not text.startswith("https://")}


WRONG = {"form": "full", "phone": "12", "email": "x", "insurer": "x" * 200, "message": "x" * 9000}
THANKS = "/contact/thanks/RECEIPT/"


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/contact/", None),
        ("/contact/", WRONG),
        ("/contact/", {"form": "short"}),
        (THANKS, None),
        (THANKS, {}),
        (THANKS, {"insurer": "x" * 200}),
        ("/helpful/ARTICLE/thanks/", None),
        ("/helpful/ARTICLE/0/", None),
        ("/helpful/ARTICLE/", None),
        ("/helpful/ARTICLE/", {}),
        ("/helpful/0/thanks/", None),
        ("/search/", None),
        ("/search/?q=quokka", None),
        ("/no-such-page/", None),
    ],
)
def test_no_words_of_a_page_are_the_same_in_both_languages(
    without_content: None, client: Client, path: str, answers: dict[str, str] | None
) -> None:
    stored = submit({"phone": "+1 602-555-0142"}, language="es")
    path = path.replace("RECEIPT", write_receipt(stored))
    article = ArticlePage.objects.get(
        slug="mothering-from-the-inside-out", locale__language_code="en"
    )
    path = path.replace("ARTICLE", str(article.pk))
    both = said_on(client, path, answers) & said_on(client, f"/es{path}", answers)
    # The second line is of the link's preview, and no words.
    said = {"noindex", stored.reference_spaced} | {"website", "summary"}
    assert both - said == set()


def test_nor_are_those_round_an_article(
    without_content: None, client: Client, article: ArticlePage
) -> None:
    copy = article.get_translations().get(locale__language_code="es").specific
    both = ArticlePage.objects.filter(translation_key=article.translation_key)
    both.update(urgent=[], body=[], picture=None)
    copy.refresh_from_db()
    copy.title, copy.summary, copy.next_step = "De adentro hacia afuera", "Una terapia.", "Hoy."
    copy.search_description, copy.related_picks = "", []
    copy.save_revision().publish()
    path = f"/{article.url.strip('/')}/"
    theirs = {copy.get_parent().title, "article", "summary", "English", "Español", "No"}
    assert (said_on(client, path) & said_on(client, f"/es{path}")) - theirs == set()


def test_the_form_and_the_thanks_page_say_the_hours(client: Client, db: None) -> None:
    form = " ".join(said_on(client, "/es/contact/"))
    assert "¿Tiene preguntas? Pida que le llamemos" in form
    assert "Leemos las solicitudes de lunes a viernes, de 8 a 6." in form
    assert "Lo borramos 90 días después" in form
    assert "Revise cinco cosas, por favor." in said_on(client, "/es/contact/", WRONG)
    with time_machine.travel(datetime(2026, 11, 20, 19, tzinfo=EAST)):
        receipt = write_receipt(submit({"phone": "+1 602-555-0142"}, language="es"))
        thanks = " ".join(said_on(client, f"/es/contact/thanks/{receipt}/"))
    assert "La leeremos el lunes a las 8 de la mañana." in thanks
    assert "a más tardar el lunes a mediodía" in thanks


# --- Times in words ----------------------------------------------------------------------


@time_machine.travel(datetime(2026, 11, 16, 0, tzinfo=EAST), tick=False)
@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 16, 5), "hoy a las 5 de la madrugada"),
        (datetime(2026, 11, 16, 12), "hoy a mediodía"),
        (datetime(2026, 11, 16, 13), "hoy a la 1 de la tarde"),
        (datetime(2026, 11, 16, 13, 30), "hoy a la 1:30 de la tarde"),
        (datetime(2026, 11, 16, 18), "hoy a las 6 de la tarde"),
        (datetime(2026, 11, 16, 19), "hoy a las 7 de la noche"),
        (datetime(2026, 11, 17, 8), "mañana a las 8 de la mañana"),
        (datetime(2026, 11, 21, 12), "el sábado a mediodía"),
        (datetime(2026, 11, 25, 8), "el miércoles 25 de noviembre a las 8 de la mañana"),
    ],
)
def test_a_moment_is_said_as_spanish_says_it(at: datetime, said: str) -> None:
    with translation.override("es"):
        assert day_and_hour(at.replace(tzinfo=EAST)) == said


@pytest.mark.parametrize(
    ("days", "hours", "said"),
    [
        ([0], (8, 18), "los lunes, de 8 a 6"),
        ([5, 6], (9, 13), "de sábado a domingo, de 9 a 1"),
        ([0, 5], (8, 12), "los lunes, de 8 a 12; los sábados, de 8 a 12"),
        ([6], (18, 22), "los domingos, de 6 de la tarde a 10 de la noche"),
    ],
)
def test_opening_hours_are_said_as_spanish_says_them(
    days: list[int], hours: tuple[int, int], said: str
) -> None:
    office = Office()
    opens, closes = map(time, hours)
    office.all_hours = [OpeningHours(weekday=d, opens=opens, closes=closes) for d in days]
    with translation.override("es"):
        assert plain_hours(office) == said
