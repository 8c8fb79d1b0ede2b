"""An article is light: its HTML travels in the first fourteen kilobytes, whatever the network."""

import pytest
from django.test import Client

from tests.articles.test_every_sample_article import ARTICLES
from tests.bench.weights import HTML_LIMIT

OTHERS = ["/", "/substances/", "/search/", "/contact/", "/family-plan/", "/privacy/"]


@pytest.mark.parametrize("url", [*ARTICLES.values(), *OTHERS])
def test_the_html_is_at_most_fourteen_kilobytes_as_it_is_served(url: str, db: None) -> None:
    response = Client(headers={"accept-encoding": "gzip"}).get(url)
    assert response.headers["Content-Encoding"] == "gzip"
    assert HTML_LIMIT == 14_000
    assert len(response.content) <= HTML_LIMIT
