"""Renditions are public; originals and documents are not, by any spelling of an address."""

import pytest
from django.conf import settings
from django.test import Client

from articles.models import SiteImage
from tests.project.processes import Site

SECRET = b"an original that nobody may read"


@pytest.fixture
def rendition(db: None) -> str:
    image = SiteImage.objects.filter(title="first-light").get()
    return image.get_rendition("width-400|format-webp").url


def test_a_rendition_is_served_and_kept_a_year(client: Client, rendition: str) -> None:
    assert rendition.startswith("/media/images/")
    answer = client.get(rendition, secure=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:4] == b"RIFF"


def test_an_original_has_no_address(db: None, client: Client) -> None:
    image = SiteImage.objects.filter(title="first-light").get()
    assert image.file.storage.exists(image.file.name)
    for path in (image.file.url, f"/media/{image.file.name}", f"/media/private/{image.file.name}"):
        assert client.get(path, secure=True).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt",
        "private/secret.txt",
        "../private/secret.txt",
        "images/../../private/secret.txt",
        "images/..%2f..%2fprivate/secret.txt",
        "images/%2e%2e/%2e%2e/private/secret.txt",
        "images/....//....//private/secret.txt",
        "images/..\\..\\private\\secret.txt",
        "images//../../private/secret.txt",
        "images/%00/../../private/secret.txt",
        "images/%252e%252e/%252e%252e/private/secret.txt",
        "images/",
        "images",
        "",
        "images/../",
        "//etc/passwd",
        "images/../../../../../../../../etc/passwd",
    ],
)
def test_nothing_beside_the_renditions_is_reached(
    db: None, client: Client, path: str, rendition: str
) -> None:
    secret = settings.MEDIA_ROOT / "secret.txt"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_bytes(SECRET)
    answer = client.get(f"/media/{path}", secure=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code in (400, 404)
    assert SECRET not in body
    assert b"root:" not in body
    assert b"first-light" not in body, "no list of what is there"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_written_there(client: Client, rendition: str, method: str) -> None:
    assert getattr(client, method)(rendition, secure=True).status_code == 405
    assert client.get(rendition, secure=True).status_code == 200


def test_on_the_wire_too(own_site: Site) -> None:
    """The test client and a proxy tidy an address up; gunicorn is sent these bytes as they are."""
    secret = own_site.var / "media" / "private" / "secret.txt"
    secret.write_bytes(SECRET)
    ways = [
        b"/media/../private/secret.txt",
        b"/media/images/../../private/secret.txt",
        b"/media/images/%2e%2e/%2e%2e/private/secret.txt",
        b"/static/../media/private/secret.txt",
        b"/static/..%2fmedia/private/secret.txt",
        b"/static/../db.sqlite3",
        b"/static/..%2f..%2fkeys/secret",
    ]
    with own_site.gunicorn() as served:
        for way in ways:
            answer = served.send(b"GET " + way + b" HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert answer.split()[1] in (b"400", b"404"), way
            assert SECRET not in answer
            assert b"SQLite" not in answer
