"""A picture loses where it was taken, by whom and with what, before it is stored."""

import io
import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from PIL import PngImagePlugin

from articles.models import SiteImage
from tests.articles.conftest import soup, words

SECRET = "Annas-iPhone-41.5747N"
GPS, MAKE, ARTIST, ORIENTATION = 0x8825, 0x010F, 0x013B, 0x0112


def exif(orientation: int = 1) -> Pillow.Exif:
    data = Pillow.Exif()
    data[MAKE] = data[ARTIST] = SECRET
    data[ORIENTATION] = orientation
    data.get_ifd(GPS).update({1: "N", 2: (41.0, 34.0, 29.0), 3: "W", 4: (75.0, 30.0, 0.0)})
    return data


def corner(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Pillow.Image:
    """White, with a black top left quarter: so that a turn can be seen."""
    picture = Pillow.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def encoded(kind: str, mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    corner(mode=mode).save(out, kind, **options)
    return out.getvalue()


def png_with_words() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    return encoded("PNG", pnginfo=info, exif=exif())


PICTURES = {
    "a.jpg": lambda: encoded("JPEG", exif=exif(), comment=SECRET.encode()),
    "b.png": png_with_words,
    "c.webp": lambda: encoded("WEBP", exif=exif(), xmp=f"<x>{SECRET}</x>".encode()),
    "palette.png": lambda: encoded("PNG", "P", exif=exif()),
    "grey.jpg": lambda: encoded("JPEG", "L", exif=exif()),
    "ink.jpg": lambda: encoded("JPEG", "CMYK", exif=exif()),
}


@pytest.fixture
def publisher(signed_in: Any) -> Client:
    return signed_in("publisher")


def upload(client: Client, name: str, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("wagtailimages:add"), {"title": "Up", "file": file, "collection": 1})


def stored(name: str = "Up") -> SiteImage:
    return SiteImage.objects.get(title=name)


def held(image: SiteImage) -> bytes:
    with image.file.open("rb") as file:
        return file.read()


def says_nothing(data: bytes) -> None:
    assert SECRET.encode() not in data
    assert b"Exif" not in data
    with Pillow.open(io.BytesIO(data)) as picture:
        assert not dict(picture.getexif())
        assert not {"exif", "xmp", "comment", "Comment"} & set(picture.info)


@pytest.mark.parametrize("name", PICTURES)
def test_place_camera_and_words_are_gone(name: str, publisher: Client) -> None:
    data = PICTURES[name]()
    assert SECRET.encode() in data or b"Exif" in data, "this picture carries nothing to lose"
    assert upload(publisher, name, data).status_code == 302
    says_nothing(held(stored()))


@pytest.mark.parametrize("name", ["a.jpg", "b.png", "c.webp"])
def test_what_is_shown_has_none_either(name: str, publisher: Client) -> None:
    upload(publisher, name, PICTURES[name]())
    for spec in ("width-40|format-webp", "width-60|format-jpeg", "original"):
        with stored().get_rendition(spec).file.open("rb") as file:
            says_nothing(file.read())


def test_many_at_once_and_a_new_file_for_an_old_picture_too(publisher: Client) -> None:
    file = SimpleUploadedFile("many.jpg", PICTURES["a.jpg"]())
    answer = publisher.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Many", "files[]": file, "collection": 1},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    made = SiteImage.objects.get(pk=json.loads(answer.content)["image_id"])
    says_nothing(held(made))

    again = {
        "title": "Again",
        "file": SimpleUploadedFile("again.jpg", PICTURES["a.jpg"]()),
        "collection": 1,
    }
    assert publisher.post(reverse("wagtailimages:edit", args=[made.pk]), again).status_code == 302
    says_nothing(held(stored("Again")))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_it_stands_upright(orientation: int, publisher: Client) -> None:
    data = encoded("JPEG", exif=exif(orientation))
    with Pillow.open(io.BytesIO(data)) as sent:
        upright = {1: 0, 3: 180, 6: 270, 8: 90}[orientation]
        expected = sent.convert("L").rotate(upright, expand=True)
    upload(publisher, "turned.jpg", data)
    image = stored()
    with Pillow.open(io.BytesIO(held(image))) as picture:
        assert picture.size == expected.size == (image.width, image.height)
        grey = picture.convert("L")
        for x, y in ((5, 5), (picture.width - 5, 5), (5, picture.height - 5)):
            assert abs(grey.getpixel((x, y)) - expected.getpixel((x, y))) < 40


def test_the_row_says_the_size_of_what_is_stored(publisher: Client) -> None:
    upload(publisher, "a.jpg", PICTURES["a.jpg"]())
    image = stored()
    assert image.file_size == len(held(image))
    assert image.file_hash
    assert image.file.name.endswith(".jpg")


def test_see_through_stays_see_through(publisher: Client) -> None:
    clear = Pillow.new("RGBA", (20, 20), (10, 20, 30, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    upload(publisher, "clear.png", out.getvalue())
    with Pillow.open(io.BytesIO(held(stored()))) as picture:
        assert picture.convert("RGBA").getpixel((3, 3))[3] == 0


def bomb(width: int, height: int, whole: bool = False) -> bytes:
    """A small PNG that says it is huge, and, if `whole`, is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    size = height * (width + 1) if whole else 100_000
    pixels = chunk(b"IDAT", zlib.compress(bytes(size)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "words": ("a.jpg", lambda: b"not a picture at all", "valid image"),
    "nothing": ("a.jpg", lambda: b"", "empty"),
    "svg": ("a.svg", lambda: SVG, "Not a supported image format"),
    "svg named png": ("a.png", lambda: SVG, "Not a valid .png image"),
    "html named jpg": ("a.jpg", lambda: b"<html><script>1</script></html>", "valid"),
    "gif": ("a.gif", lambda: encoded("GIF"), "Not a supported image format"),
    "a png named jpg": ("a.jpg", lambda: encoded("PNG"), "Not a valid .jpeg image"),
    "a bomb": ("a.png", lambda: bomb(8000, 8000, whole=True), "too many pixels"),
    "a bomb cut off": ("a.png", lambda: bomb(8000, 8000), "image"),
    "a bigger bomb": ("a.png", lambda: bomb(12_000, 12_000), "too many pixels"),
    "the biggest bomb": ("a.png", lambda: bomb(60_000, 60_000), "too many pixels"),
    "cut off": ("a.png", lambda: encoded("PNG")[:60], "image"),
    "a jpeg cut off": ("a.jpg", lambda: encoded("JPEG")[:-200], "image"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_is_refused_with_a_message(what: str, publisher: Client) -> None:
    name, data, message = REFUSED[what]
    answer = upload(publisher, name, data())
    assert answer.status_code == 200, what
    said = " ".join(words(part) for part in soup(answer).select(".error-message"))
    assert message in said, said or "no message"
    assert not SiteImage.objects.filter(title="Up").exists()


def test_who_may_not_upload_is_refused(signed_in: Any) -> None:
    answer = upload(signed_in("auditor"), "a.jpg", PICTURES["a.jpg"]())
    assert answer.status_code in (302, 403)
    assert not SiteImage.objects.filter(title="Up").exists()
