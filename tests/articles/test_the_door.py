"""What a page must have before it goes into review or live: asked once, by form and workflow."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow

from articles.editing.blank import is_blank
from articles.models import ArticlePage, SiteImage, Source
from articles.models.door import asked, sentence, unfit
from articles.models.image import Licence
from tests.articles.conftest import soup, text, words

pytestmark = pytest.mark.django_db
Edit = Callable[..., HttpResponse]
New = Callable[..., ArticlePage]
Read = Callable[..., BeautifulSoup]

DOOR = {"credit": "A. Painter", "licence": Licence.PUBLIC_DOMAIN}


@pytest.fixture
def article(new_article: New) -> ArticlePage:
    return new_article(live=False)


def image(title: str = "A river", **said: Any) -> SiteImage:
    out = io.BytesIO()
    Pillow.new("RGB", (500, 300), f"#{abs(hash(title)) % 0xFFFFFF:06x}").save(out, "PNG")
    file = ContentFile(out.getvalue(), name="drawn.png")
    return SiteImage.objects.create(title=title, file=file, **said)


def block(of: SiteImage, alt: str = "", **said: str) -> tuple[str, Any]:
    value = {"image": str(of.pk), "alt_text": alt} | said
    return ("picture", {"image": value, "caption": ""})


def submitted(page: ArticlePage) -> bool:
    return ArticlePage.objects.get(pk=page.pk).current_workflow_state is not None


def at(answer: HttpResponse, number: int, part: str) -> str:
    """The message beside this part of the picture in this block of the body."""
    (error,) = answer.context["form"].errors.as_data()["body"]
    inner = error.block_errors[number].block_errors["image"].block_errors[part]
    return " ".join(inner.messages)


def test_a_draft_saves_with_a_picture_that_says_nothing(article: ArticlePage, edit: Edit) -> None:
    assert edit(article, "", "editor", body=[block(image())]).status_code == 302
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.body[0].value["image"].title == "A river"


@pytest.mark.parametrize("alt", ["", "  ", "\u200b"])
def test_a_picture_says_what_it_shows(alt: str, article: ArticlePage, edit: Edit) -> None:
    body = [("text", text("Rest.")), block(image(**DOOR), alt)]
    answer = edit(article, "submit", "editor", body=body)
    assert not submitted(article)
    assert "ecorat" in at(answer, 1, "alt_text")


@pytest.mark.parametrize("said", [{"alt": "A river"}, {"alt": "", "decorative": "on"}])
def test_one_that_does_or_that_decorates_goes_on(
    said: dict[str, str], article: ArticlePage, edit: Edit
) -> None:
    body = [block(image(**DOOR), **said)]
    assert edit(article, "submit", "editor", body=body).status_code == 302
    assert submitted(article)


def test_two_pictures_do_not_say_the_same(article: ArticlePage, edit: Edit) -> None:
    one, other = image(**DOOR), image("Another", **DOOR)
    body = [block(one, "A river"), block(other, " a  River ")]
    answer = edit(article, "submit", "editor", body=body)
    assert at(answer, 1, "alt_text") == "Two pictures say the same: “a River”."
    assert not submitted(article)
    # The article's own picture counts.
    said = {"picture": str(one.pk), "picture_alt": "A river", "body": [body[1]]}
    answer = edit(article, "submit", "editor", **said)
    assert "Two pictures say the same" in at(answer, 0, "alt_text")
    # The same picture may stand there twice, and those that decorate say nothing.
    twice = [block(one, "A river"), block(one, "A river"), block(other, "", decorative="on")]
    assert edit(article, "submit", "editor", body=twice).status_code == 302


@pytest.mark.parametrize(
    ("rights", "missing"),
    [
        ({"licence": Licence.OWN}, "“A river” does not say who made it."),
        ({"credit": " ", "licence": Licence.OWN}, "“A river” does not say who made it."),
        ({"credit": "A. Painter"}, "“A river” does not say why we may show it."),
    ],
)
def test_a_picture_says_who_made_it_and_why_we_may_show_it(
    rights: dict[str, str], missing: str, article: ArticlePage, edit: Edit
) -> None:
    picture = image(**rights)
    answer = edit(article, "submit", "editor", body=[block(picture, "A river")])
    assert missing in at(answer, 0, "image")
    own = {"picture": str(picture.pk), "picture_alt": "A river"}
    answer = edit(article, "submit", "editor", **own)
    assert missing in answer.context["form"].errors["picture"][0]
    assert not submitted(article)


def test_a_twin_for_dark_screens_does_too(article: ArticlePage, edit: Edit) -> None:
    picture = image(dark=image("At night"), **DOOR)
    answer = edit(article, "submit", "editor", body=[block(picture, "A river")])
    assert "“At night” does not say who made it." in at(answer, 0, "image")


def test_the_form_of_a_picture_asks_for_them_and_explains(signed_in: Any) -> None:
    picture = image()
    client: Client = signed_in("editor")
    url = reverse("wagtailimages:edit", args=[picture.pk])
    page = words(soup(client.get(url)))
    assert "No page goes live without it." in page
    assert "Made for this site" in page
    assert "Readers see who made it" in words(soup(client.get(reverse("wagtailimages:add"))))
    said = {"title": "A river", "collection": picture.collection_id, "credit": "A. Painter"}
    client.post(url, said | {"licence": "by/4.0", "source_link": "https://example.org/river"})
    picture.refresh_from_db()
    assert (picture.credit, picture.licence) == ("A. Painter", "by/4.0")
    assert picture.source_link == "https://example.org/river"


SHOWN = "Picture: A. Painter, CC BY-SA 4.0"


def test_readers_see_the_credit_where_the_licence_asks_for_it(new_article: New, read: Read) -> None:
    said = {"credit": "A. Painter", "licence": Licence.BY_SA_4}
    of = image(source_link="https://example.org/river", **said)
    value = {"image": {"image": of.pk, "alt_text": "A river", "decorative": False}, "caption": ""}
    page = new_article(picture=of, picture_alt="x", body=[{"type": "picture", "value": value}])
    shown = read(page.url)
    for place in (".hero .credit", "figure.picture .credit"):
        credit = shown.select_one(place)
        assert words(credit).replace(" ,", ",") == SHOWN
        assert [a["href"] for a in credit.select("a")] == [
            "https://example.org/river",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ]


def test_a_permission_names_who_gave_it_and_the_rest_ask_for_nothing(
    new_article: New, read: Read
) -> None:
    for licence in Licence:
        of = image(credit="A. Painter", licence=licence)
        shown = read(new_article(f"With {licence.name}", picture=of, picture_alt="x").url)
        credit = words(shown.select_one(".credit"))
        assert bool(credit) == (licence == "permission" or licence.startswith("by")), licence
    assert "Imagen" not in credit


def test_in_spanish_the_credit_is_said_in_spanish(read: Read) -> None:
    there = ArticlePage.objects.filter(locale__language_code="es").exclude(picture=None).first()
    SiteImage.objects.filter(pk=there.picture_id).update(licence="by/4.0", credit="A. Painter")
    assert "Imagen: A. Painter" in words(read(there.url).select_one(".credit"))


def test_the_sample_s_pictures_pass_the_door(article: ArticlePage) -> None:
    for page in ArticlePage.objects.filter(locale__language_code="en").exclude(pk=article.pk):
        assert list(asked(page)) == [], page
    assert set(SiteImage.objects.values_list("licence", flat=True)) == {Licence.OWN}


@pytest.mark.parametrize("field", ["title", "summary"])
@pytest.mark.parametrize("typed", ["   ", "\u200b\u200b", "\u00a0"])
def test_nothing_but_spaces_is_nothing(
    field: str, typed: str, article: ArticlePage, edit: Edit
) -> None:
    answer = edit(article, "submit", "editor", **{field: typed})
    assert answer.context["form"].errors[field]
    assert not submitted(article)


def test_what_is_blank() -> None:
    assert is_blank("")
    assert is_blank(" \u00ad\u200d\ufeff\n")
    assert not is_blank("\u200ba")


SOURCE = {
    "key": "new-2026", "authors": "A", "title": "T", "publisher": "P", "year": "2026",
    "doi": "", "url": "", "checked_on": "2026-11-01", "checked_note": "",
}  # fmt: skip


def add_source(client: Client, **said: str) -> HttpResponse:
    return client.post(reverse("wagtailsnippets_articles_source:add"), SOURCE | said)


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_a_source_has_a_title(typed: str, signed_in: Any) -> None:
    answer = add_source(signed_in("editor"), title=typed)
    assert answer.context["form"].errors["title"]
    assert not Source.objects.filter(key="new-2026").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "10.1111/famp.12239",
        "https://doi.org/10.1111/famp.12239",
        "http://dx.doi.org/10.1111/famp.12239",
        "doi: 10.1111/famp.12239",
        "https://doi.org/10.1111%2Ffamp.12239",
    ],
)
def test_a_doi_is_taken_as_itself(typed: str, signed_in: Any) -> None:
    assert add_source(signed_in("editor"), doi=typed).status_code == 302
    assert Source.objects.get(key="new-2026").link == "https://doi.org/10.1111/famp.12239"


@pytest.mark.parametrize(
    "typed", ["10.1/x", "10.1111", "10.1111/", "10.1111/a b", "11.1111/a", "https://doi.org/"]
)
def test_what_is_no_doi_is_refused(typed: str, signed_in: Any) -> None:
    answer = add_source(signed_in("editor"), doi=typed)
    assert answer.status_code == 200
    assert "A DOI looks like" in words(soup(answer))
    assert not Source.objects.filter(key="new-2026").exists()


def test_the_sample_s_sources_have_dois() -> None:
    for source in Source.objects.exclude(doi=""):
        source.full_clean()


def messages(error: Any) -> set[str]:
    """What stands in an error of a field, and in those of its blocks."""
    inner = getattr(error, "block_errors", None)
    if inner:
        return set().union(*(messages(each) for each in inner.values()))
    return set(error.messages)


def test_the_workflow_asks_what_the_form_asks(article: ArticlePage, edit: Edit) -> None:
    picture = image()
    said = {
        "title": "Rest, 212-555-2369",
        "summary": "For junkies.",
        "picture": str(picture.pk),
        "picture_alt": "A river",
        "body": [
            ("text", text("What addicts need. Call 212-555-2368. Of them 25% do.")),
            block(image("Other", **DOOR), "A river"),
        ],
    }
    errors = edit(article, "submit", "editor", **said).context["form"].errors.as_data()
    by_form = set().union(*(messages(each) for found in errors.values() for each in found))
    edit(article, "", "editor", **said)
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert len(by_form) == 8
    assert {message for _place, message in asked(draft)} == by_form


def test_a_draft_that_no_form_looked_at_is_asked_for_all(article: ArticlePage, edit: Edit) -> None:
    statistic = {"figure": "1 in 2", "of_whom": "", "year": "2020", "note": "", "source": ""}
    assert edit(article, "", "editor", summary="", body=[("statistic", statistic)])
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert [sentence(mark) for mark in unfit(draft)] == [
        "Summary: This field cannot be blank.",
        "Statistic: This field is required.",
        "Statistic: “1 in 2” has no source. Choose what it stands on under “Sources”.",
    ]


def test_a_picture_changed_after_the_approval_takes_the_badge_away(new_article: New) -> None:
    of = image(**DOOR)
    value = {"image": {"image": of.pk, "alt_text": "A river", "decorative": False}, "caption": ""}
    page = new_article(body=[{"type": "picture", "value": value}])

    def now() -> str:
        return ArticlePage.objects.get(pk=page.pk).content_hash()

    before = now()
    SiteImage.objects.filter(pk=of.pk).update(credit="Another", source_link="https://example.org")
    assert now() == before, "what readers do not see changes nothing"
    SiteImage.objects.filter(pk=of.pk).update(licence="by/4.0")
    credited = now()
    assert credited != before
    SiteImage.objects.filter(pk=of.pk).update(file_hash="0" * 40)
    assert now() != credited
    SiteImage.objects.filter(pk=of.pk).update(dark=image("At night", **DOOR))
    assert len({before, credited, now()}) == 3


def test_what_wagtail_refused_is_not_said_of_what_stood_before(
    article: ArticlePage, edit: Edit
) -> None:
    edit(article, "", "editor", body=[("text", text("Addicts."))])
    heading = {"level": "h2", "text": "", "anchor": ""}
    answer = edit(article, "submit", "editor", body=[("heading", heading)])
    errors = answer.context["form"].errors.as_data()["body"]
    assert [messages(each) for each in errors] == [{"This field is required."}]
