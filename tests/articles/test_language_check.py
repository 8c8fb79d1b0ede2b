"""Words that hurt: which are found, which are innocent, and what the check says of each."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from articles.editing.language import Finding, Severity, check, check_each, terms
from articles.editing.language.terms import FILE

pytestmark = pytest.mark.django_db  # the room's fixtures read the sample

HERE = Path(__file__).parent
TABLES = ["language_sentences.yaml", "language_sentences_unseen.yaml"]
"""Both written before the matcher. The failures of the second were looked at by nobody."""

Row = dict[str, Any]


def rows(table: str) -> list[Row]:
    found: list[Row] = yaml.safe_load((HERE / table).read_text())
    return found


def wanted(row: Row) -> list[tuple[int, int]]:
    spans, begin = [], 0
    for words in row["finds"]:
        begin = row["text"].index(words, begin)
        spans.append((begin, begin + len(words)))
        begin += len(words)
    return spans


def found(row: Row) -> list[Finding]:
    """A page asks nothing of a quotation or of a source's title."""
    exact = row["context"] in ("quotation", "source_title")
    return [] if exact else check(row["text"], row["language"])


def overlap(finding: Finding, span: tuple[int, int]) -> bool:
    return finding.start < span[1] and span[0] < finding.end


@pytest.mark.parametrize("table", TABLES)
def test_precision_and_recall(table: str) -> None:
    right = wrong = missed = 0
    for row in rows(table):
        spans, findings = wanted(row), found(row)
        hit = [span for span in spans if any(overlap(f, span) for f in findings)]
        right += len(hit)
        missed += len(spans) - len(hit)
        wrong += sum(not any(overlap(f, span) for span in spans) for f in findings)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.95


@pytest.mark.parametrize("table", TABLES)
def test_half_of_the_table_is_innocent_in_each_language(table: str) -> None:
    for language in ("en", "es"):
        ours = [row for row in rows(table) if row["language"] == language]
        assert 0.45 <= sum(not row["finds"] for row in ours) / len(ours) <= 0.55


@pytest.mark.parametrize(
    "text",
    [
        "I am an addict, and I have not used for nine years.",
        "I’m a recovering alcoholic and a mother of two.",
        "As an addict, I know how long a night can be.",
        "I was addicted for ten years.",
        "Soy alcohólica y llevo nueve años sin beber.",
    ],
)
def test_who_names_themselves_is_asked_to_consider_it(text: str) -> None:
    (finding,) = check(text, "es" if "Soy" in text else "en")
    assert finding.first_person
    assert finding.severity == Severity.CONSIDER


@pytest.mark.parametrize(
    "text", ["I met an addict.", "As an addict, he cannot choose.", "My son is an addict."]
)
def test_who_names_somebody_else_is_not(text: str) -> None:
    (finding,) = check(text, "en")
    assert not finding.first_person
    assert finding.severity == Severity.STOP


@pytest.mark.parametrize(
    "text",
    [
        "The National Institute on Drug Abuse says so.",
        "Sexual abuse is never your fault.",
        "Wash it with clean water.",
        "The word addict hurts.",
        "She said: “He is a junkie.”",
        "",
        " \n\t ",
        "…" * 5000,
    ],
)
def test_what_is_no_fault(text: str) -> None:
    assert check(text, "en") == []


def test_a_finding_says_where_it_stands_whatever_the_accents() -> None:
    text = "Él, el pobre, es un drogadicto ¡y más!"
    (finding,) = check(text, "es")
    assert text[finding.start : finding.end] == finding.words == "drogadicto"


def test_words_may_be_broken_over_lines() -> None:
    assert [f.words for f in check("substance\n  abuse", "en")] == ["substance\n  abuse"]


def test_each_language_has_its_own_words() -> None:
    assert check("Los addicts", "es") == []
    assert check("addicts", "fr") == []


def test_each_term_says_what_instead_and_why_and_who_says_so() -> None:
    every = [*terms("en"), *terms("es")]
    assert len({(term.language, term.id) for term in every}) == len(every)
    assert {term.severity for term in every} == set(Severity)
    for term in every:
        assert term.instead
        assert term.why.endswith(".")
        assert term.guide.by
        assert term.guide.url.startswith("https://") or "rules of this site" in term.guide.title
        assert not [f for f in check(term.instead, term.language) if f.severity == Severity.STOP]


def test_the_list_is_versioned_by_its_day() -> None:
    assert yaml.safe_load(FILE.read_text())["version"].isoformat()


def test_a_long_word_full_of_hope_ends_soon() -> None:
    """No pattern goes back and forth for ever; the suite's own limit ends it else."""
    for piece in ("drug ", "clean ", "abuse of ", "“", "I am a ", "Abc of "):
        check(piece * 5000, "en")


def test_many_texts_at_once_are_as_many_one_by_one() -> None:
    """No pattern reaches from one text into the next, whatever stands there."""
    for language in ("en", "es"):
        table = [row for name in TABLES for row in rows(name)]
        texts = [row["text"] for row in table if row["language"] == language]
        for some in (texts, texts[::-1], [text.rstrip(".") for text in texts]):
            alone = [(n, found) for n, text in enumerate(some) for found in check(text, language)]
            assert list(check_each(some, language)) == alone
