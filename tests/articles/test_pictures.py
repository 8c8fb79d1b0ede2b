"""A picture on a page: WebP in several widths, its size known, dark where it has a twin."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Pillow

from articles.demo.content import PICTURES
from articles.models import ArticlePage, SiteImage
from tests.articles.test_every_sample_article import ARTICLES

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]


def served(client: Client, url: str) -> bytes:
    response = client.get(url)
    assert response.status_code == 200, url
    return b"".join(response.streaming_content)


def widths(srcset: str) -> list[int]:
    return [int(part.split()[1].removesuffix("w")) for part in srcset.split(",")]


def hero(page: BeautifulSoup) -> Tag:
    return page.select_one(".hero picture")


@pytest.mark.parametrize("url", ARTICLES.values())
def test_the_article_picture_is_a_whole_picture_element(
    url: str, read: Read, client: Client
) -> None:
    picture = hero(read(url))
    dark, light = picture.find_all("source")
    assert dark["media"] == "(prefers-color-scheme: dark)"
    for source in (dark, light):
        assert source["type"] == "image/webp"
        assert source["sizes"]
        assert widths(source["srcset"])[:2] == [400, 800]
        for part in source["srcset"].split(","):
            assert served(client, part.split()[0])[8:12] == b"WEBP"
    assert dark["srcset"] != light["srcset"]
    image = picture.img
    assert image.has_attr("alt")
    assert image.get("loading") != "lazy"
    assert int(image["width"]) > int(image["height"]) > 0
    assert served(client, image["src"])[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("url", ["/", "/treatment/", *ARTICLES.values()])
def test_every_picture_knows_its_size_and_its_words(url: str, read: Read) -> None:
    for image in read(url).find_all("img"):
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
        assert image.has_attr("alt")


@pytest.mark.parametrize("url", ["/treatment/", "/substances/"])
def test_a_picture_in_a_list_is_small_and_waits(url: str, read: Read, client: Client) -> None:
    for image in read(url).select(".card img"):
        assert (image["width"], image["height"]) == ("200", "112")
        assert image["loading"] == "lazy"
        assert image["alt"] == ""
        assert len(served(client, image["src"])) < 30_000


def test_a_picture_without_a_twin_has_no_dark_source(new_article: New, read: Read) -> None:
    image = SiteImage.objects.filter(dark=None).first()
    page = read(new_article(picture=image, picture_alt="x").url)
    assert [s.get("media") for s in hero(page).find_all("source")] == [None]


def test_a_small_picture_is_not_blown_up(new_article: New, read: Read) -> None:
    image = tiny((150, 90))
    source = hero(read(new_article(picture=image, picture_alt="x").url)).source
    assert widths(source["srcset"]) == [150]


def test_a_page_whose_picture_was_deleted_stands(new_article: New, read: Read) -> None:
    page = new_article(picture=tiny((300, 200)), picture_alt="x")
    SiteImage.objects.filter(title="tiny").delete()
    assert hero(read(page.url)) is None


def test_the_focal_point_stays_in_the_list_picture(new_article: New, read: Read) -> None:
    """A tall picture, red at the foot: cut to 25:14 it shows the middle, or what was chosen."""
    tall = Pillow.new("RGB", (400, 1600), "white")
    tall.paste("red", (0, 1400, 400, 1600))
    image = tiny((400, 1600), tall)

    def lowest() -> tuple[int, ...]:
        with image.get_rendition("fill-400x224|format-webp").file.open() as file:
            return Pillow.open(file).convert("RGB").getpixel((200, 200))

    assert lowest()[1] > 200
    image.focal_point_x, image.focal_point_y = 200, 1500
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    red, green, _blue = lowest()
    assert red > 200
    assert green < 80


def tiny(size: tuple[int, int], picture: Pillow.Image | None = None) -> SiteImage:
    import io

    out = io.BytesIO()
    (picture or Pillow.new("RGB", size, "grey")).save(out, "PNG")
    image = SiteImage(title="tiny", file=ContentFile(out.getvalue(), name="tiny.png"))
    image.save()
    return image


def test_originals_are_not_served(client: Client, db: None) -> None:
    image = SiteImage.objects.get(title="river-bend")
    name = image.file.name
    for path in (
        f"/media/{name}",
        f"/media/private/{name}",
        f"/media/images/../../private/{name}",
        f"/media/images/%2e%2e/%2e%2e/private/{name}",
        f"/media/images/..%2f..%2fprivate/{name}",
        f"/private/{name}",
        f"/{name}",
        "/media/",
        "/media/images/",
    ):
        assert client.get(path).status_code in (400, 404), path


def test_a_rendition_may_be_kept_for_a_year(client: Client, read: Read) -> None:
    url = hero(read(next(iter(ARTICLES.values())))).img["src"]
    response = client.get(url)
    assert "max-age=31536000" in response.headers["Cache-Control"]
    assert "immutable" in response.headers["Cache-Control"]
    assert not response.cookies


def test_the_pictures_of_the_sample_are_small_files_beside_their_drawings() -> None:
    drawn = {p.stem for p in PICTURES.glob("*.svg")}
    files = list(PICTURES.glob("*.webp"))
    assert {p.stem for p in files} <= drawn
    assert all(p.stat().st_size < 120_000 for p in files)
