"""The Nu HTML checker reports no error on any kind of page."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LiveSite
from tests.browser.pages import AFTER_SENDING, PATHS, visit
from tests.services import VNU

pytestmark = [pytest.mark.browser, pytest.mark.markup]


def test_the_markup_has_no_error(live: LiveSite, reader_page: Page, tmp_path: Path) -> None:
    kinds = [*PATHS, *(kind for kind in AFTER_SENDING if kind != "refused")]
    for kind in kinds:
        with reader_page.expect_response(lambda r: r.request.is_navigation_request()) as answer:
            visit(reader_page, live.url, kind)
        body = answer.value.text() if kind in PATHS else reader_page.content()
        (tmp_path / f"{kind.replace(' ', '-')}.html").write_text(body)
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    wrong = [
        f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if m["type"] == "error"
    ]
    assert wrong == []
