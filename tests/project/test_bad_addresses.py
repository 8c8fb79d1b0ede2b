"""Whatever stands in an address, the answer is a proper page with a way onward, never a 500."""

import pytest
from django.http import HttpResponse
from django.test import Client

from contact.models import IntakeRequest
from tests.project.conftest import PATHS

PAGES = ["home", "topic", "article", "standard", "spanish-contact", "contact", "search", "thanks"]
ONLY_READ = [name for name in PATHS if not name.endswith(("contact", "thanks"))]
"""The form is posted to the others."""
SUFFIXES = {
    "nul": "?q=%00&page=%00",
    "broken-utf-8": "?q=%ff%fe%c3%28&page=%ff",
    "page-unknown": "?page=999",
    "page-zero": "?page=0",
    "page-negative": "?page=-1",
    "page-words": "?page=last&p=1e9",
    "page-huge": "?page=" + "9" * 300,
    "query-huge": "?q=" + "help+" * 700,
    "query-operators": "?q=%22*)(AND%20NEAR/2%20-%3A%5E%7B%7D'%27%3B--",
    "query-arrays": "?q[]=1&q=2&q=3",
    "query-emoji": "?q=%F0%9F%92%94&page=1",
    "many-fields": "?" + "&".join(f"f{number}=1" for number in range(900)),
}
PATHS_BROKEN = [
    "/%00",
    "/treatment/%00/",
    "/%ff%fe/",
    "/%c3%28/",
    "/..%2f..%2fetc/passwd",
    "/treatment/../../etc/passwd",
    "/\\evil.example",
    "/treatment//mothering-from-the-inside-out/",
    "/" + "x" * 3000 + "/",
    "/" + "x/" * 500,
    "/treatment/%F0%9F%92%94/",
    "/%E2%80%AEgnp/",
    "/es/%00",
    "/fr/contact/",
    "/contact/thanks/",
    "/contact/thanks/short/",
    "/documents/1/none.pdf",
    "/documents/99999999999999999999/x.pdf",
    "/_util/authenticate_with_password/1/1/",
    "/admin/%00",
    "/wp-login.php",
    "/.env",
]


def onward(answer: HttpResponse) -> None:
    """The numbers that always answer, and a link to the first page."""
    page = answer.content.decode()
    # The first page of the reader's language, where this process has met one.
    page = page.replace('<a href="/es/">La página de inicio', '<a href="/">La página de inicio')
    for wanted in ('href="tel:911"', 'href="tel:988"', 'href="/"', 'href="/leave/"'):
        assert wanted in page, wanted
    assert "(888) 380-0342" in page
    assert "Traceback" not in page


@pytest.fixture(autouse=True)
def _known_organisation(db: None, client: Client) -> None:
    """As a process does when it starts."""
    from articles.templatetags.site import remember

    remember()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", PATHS)
def test_queries(client: Client, paths: dict[str, str], name: str, suffix: str) -> None:
    query = SUFFIXES[suffix]
    path = paths[name]
    answer = client.get(path + (query.replace("?", "&") if "?" in path else query), secure=True)
    assert answer.status_code in (200, 400, 404)
    if answer.status_code != 200:
        onward(answer)


@pytest.mark.parametrize("path", PATHS_BROKEN)
def test_addresses(client: Client, path: str) -> None:
    answer = client.get(path, secure=True)
    assert answer.status_code in (301, 302, 400, 404)
    if answer.status_code < 400:
        assert answer.headers["Location"].startswith("/")
        assert not answer.headers["Location"].startswith("//")
    elif not path.startswith("/admin/"):
        onward(answer)


@pytest.mark.parametrize("number", ["0", "-1", "2", "999", "x", "1.5", "9" * 300, "%ff", " "])
def test_an_unknown_page_number_is_not_found(client: Client, number: str) -> None:
    answer = client.get(f"/treatment/?page={number}", secure=True)
    assert answer.status_code == 404
    onward(answer)


@pytest.mark.parametrize(
    ("name", "method"),
    [
        (name, method)
        for name in PATHS
        for method in ("post", "put", "patch", "delete")
        if method != "post" or name in ONLY_READ
    ],
)
def test_wrong_methods(client: Client, paths: dict[str, str], name: str, method: str) -> None:
    answer = getattr(client, method)(paths[name], secure=True)
    if name == "missing":
        assert answer.status_code in (404, 405)
    else:
        assert answer.status_code == 405
        allowed = {part.strip() for part in answer.headers["Allow"].split(",")}
        assert {"GET", "HEAD"} <= allowed
        assert method.upper() not in allowed
    onward(answer)
    assert IntakeRequest.objects.count() == 1, "the one that `paths` made"


@pytest.mark.parametrize("name", ONLY_READ)
def test_a_real_browsers_post_has_a_way_onward_too(paths: dict[str, str], name: str) -> None:
    """The test client skips the token check unless it is told not to; a browser cannot."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = strict.post(paths[name], {"message": "x"}, secure=True)
    assert answer.status_code in (403, 404, 405)
    onward(answer)


@pytest.mark.parametrize("method", ["head", "options"])
@pytest.mark.parametrize("name", PAGES)
def test_asking_about_a_page_is_answered(
    client: Client, paths: dict[str, str], name: str, method: str
) -> None:
    answer = getattr(client, method)(paths[name], secure=True)
    assert answer.status_code in (200, 405)
    if method == "head":
        assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("host", ["evil.example", "testserver:x", "[", "testserver@evil.example"])
def test_another_host_is_a_bad_request(client: Client, host: str) -> None:
    answer = client.get("/", headers={"host": host}, secure=True)
    assert answer.status_code == 400
    onward(answer)


@pytest.mark.parametrize("content_type", ["text/html; charset=hex", "x; charset=utf-16", "\x7f"])
def test_a_readers_strange_content_type(client: Client, content_type: str) -> None:
    answer = client.generic("GET", "/search/?q=help", b"", content_type, secure=True)
    assert answer.status_code in (200, 400)
