"""The page about privacy promises only what a test proves, and names the test."""

import re
import subprocess
import sys
from collections.abc import Callable

from bs4 import BeautifulSoup

from articles.demo.content import read as read_file
from tests.articles.conftest import words
from tests.project.environment import ROOT, bare

Read = Callable[..., BeautifulSoup]

BLOCKS = read_file("pages/privacy.yaml")["body"]
PROMISES = [p for block in BLOCKS for p in block.get("proven", {}).get("promises", [])]


def test_every_test_that_is_named_exists() -> None:
    names = sorted({promise["test"] for promise in PROMISES})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *names],
        cwd=ROOT,
        env=bare(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    collected = done.stdout.splitlines()
    for name in names:
        assert re.fullmatch(r"tests/\w+/test_\w+\.py::test_\w+", name), name
        assert any(line.split("[")[0] == name for line in collected), name


def test_nothing_is_promised_without_a_test() -> None:
    """What we do stands in a promise; the rest speaks of the reader, the law, and what lacks."""
    for block in BLOCKS:
        if "text" in block:
            said = " ".join(re.sub("<[^>]+>", " ", block["text"]["html"]).split())
            assert re.findall(r"\b(?:We|we|never|always|nobody|no one)\b", said) == [], said


def test_a_family_reads_the_promise_first_and_the_tests_name_beside_it(read: Read) -> None:
    page = read("/privacy/")
    shown = page.select(".proven li")
    assert len(shown) == len(PROMISES) > 10
    for item, promise in zip(shown, PROMISES, strict=True):
        assert words(item).startswith(promise["text"])
        assert words(item.select_one(".proof code")) == promise["test"]


def test_what_only_the_center_can_say_is_left_open(read: Read) -> None:
    assert len(read("/privacy/").select(".callout.fill-in")) >= 3
