from collections.abc import Iterator

import pytest

from articles.models import ArticlePage
from contact.intake import submit
from contact.receipts import write_receipt
from tests.project import processes

PATHS = {
    "home": "/",
    "topic": "/treatment/",
    "article": "/treatment/mothering-from-the-inside-out/",
    "standard": "/privacy/",
    "search": "/search/",
    "results": "/search/?q=my+son+takes+pills",
    "family-plan": "/family-plan/",
    "glossary": "/glossary/",
    "spanish": "/es/",
    "spanish-article": "/es/treatment/mothering-from-the-inside-out/",
    "feed": "/feed/",
    "topic-feed": "/treatment/feed/",
    "contact": "/contact/",
    "spanish-contact": "/es/contact/",
    "missing": "/no-such-page/",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "healthz": "/healthz",
    "readyz": "/readyz",
    "feedback-why": "",
    "feedback-given": "",
    "thanks": "",
}
"""Every kind of public answer; those without an address are filled in by `paths`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs what needs sites of their own, so that one is prepared, not many."""
    for item in items:
        if "own_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("sites"))


@pytest.fixture(scope="session")
def prepared_site() -> Iterator[None]:
    yield
    processes.clear()


@pytest.fixture
def own_site(prepared_site: None) -> Iterator[processes.Site]:
    """A prepared site that this test alone may change, run by processes of its own."""
    with processes.fresh_site() as site:
        yield site


@pytest.fixture
def paths(db: None) -> dict[str, str]:
    receipt = write_receipt(submit({"phone": "+1 602-555-0142"}, language="en"))
    article = ArticlePage.objects.get(
        slug="mothering-from-the-inside-out", locale__language_code="en"
    )
    return PATHS | {
        "feedback-why": f"/helpful/{article.pk}/{article.live_revision_id or 0}/",
        "feedback-given": f"/helpful/{article.pk}/thanks/",
        "thanks": f"/contact/thanks/{receipt}/",
    }
