"""The organisation's name, number and claims: true, and never in the place of a crisis line."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import Facility, FacilityClaim, Helpline, Organisation
from tests.articles.conftest import soup, words
from tests.articles.test_every_sample_article import ARTICLES, PLAIN

Read = Callable[..., BeautifulSoup]

OWN = "+18883800342"
EVERYWHERE = ["/", "/treatment/", "/search/", "/contact/", *ARTICLES.values(), *PLAIN]


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("8883800342", OWN, "(888) 380-0342"),
        ("(888) 380-0342", OWN, "(888) 380-0342"),
        ("1-888-380-0342", OWN, "(888) 380-0342"),
        ("+1 888.380.0342", OWN, "(888) 380-0342"),
        ("570 555 0100", "+15705550100", "(570) 555-0100"),
    ],
)
def test_a_number_is_kept_one_way_and_shown_one_way(
    typed: str, stored: str, shown: str, db: None
) -> None:
    organisation = Organisation.objects.get()
    organisation.phone = typed
    organisation.full_clean()
    assert organisation.phone == stored
    assert organisation.phone_display == shown


@pytest.mark.parametrize("typed", ["", "911", "988", "12", "call us", "888-380-034", "9" * 30, "+"])
def test_what_is_no_number_of_an_organisation_is_refused(typed: str, db: None) -> None:
    organisation = Organisation.objects.get()
    organisation.phone = typed
    with pytest.raises(ValidationError, match=r"a phone number\.|cannot be blank"):
        organisation.full_clean()


def test_the_admin_says_why(signed_in: Any, db: None) -> None:
    client = signed_in("publisher")
    site = Site.objects.get(is_default_site=True)
    url = reverse("wagtailsettings:edit", args=["articles", "organisation", site.pk])
    page = client.get(url)
    index = next(
        i for i, f in enumerate(soup(page).find_all("form")) if f.find(attrs={"name": "phone"})
    )
    form = querydict_from_html(page.content.decode(), form_index=index)
    form["phone"] = "988"
    answer = client.post(url, form)
    assert "This does not look like a phone number." in words(soup(answer))
    assert Organisation.objects.get().phone == OWN


@pytest.mark.parametrize("url", EVERYWHERE)
def test_the_number_is_shown_as_people_here_write_it(url: str, read: Read) -> None:
    links = read(url).find_all("a", href=f"tel:{OWN}")
    assert links, "the number is on every page"
    for link in links:
        assert "(888) 380-0342" in words(link)


@pytest.mark.parametrize("url", EVERYWHERE)
def test_no_crisis_line_ever_points_at_it(url: str, read: Read) -> None:
    page = read(url)
    lines = {line.digits: line.call for line in Helpline.objects.exclude(call="")}
    for link in page.select("a[href^='tel:']"):
        number = link["href"].removeprefix("tel:")
        if number == OWN:
            near = words(link.find_parent(["section", "aside", "p"]))
            assert not re.search(r"crisis line:? *$|\b(911|988)\b", words(link)), words(link)
            assert link.find_parent(class_=["urgent", "strip", "helplines"]) is None, near
        else:
            assert number in lines, f"{number} is in no registry"
            digits = re.sub(r"\D", "", words(link))
            assert re.sub(r"\D", "", lines[number]) in digits or number in digits
    for strip in page.select(".strip"):
        assert [a["href"] for a in strip.find_all("a")] == ["tel:911", "tel:988"]


@pytest.mark.parametrize(
    "url", ["/", "/treatment/", "/contact/", "/nothing-here/", *ARTICLES.values()]
)
def test_the_crisis_lines_come_before_the_number(url: str, client: Client, db: None) -> None:
    html = client.get(url).content.decode()
    own = html.find(OWN)
    assert 0 < html.find("tel:911") < html.find("tel:988")
    assert own == -1 or html.find("tel:988") < own


def test_another_name_and_number_reach_every_page_and_no_crisis_line(read: Read, db: None) -> None:
    Organisation.objects.update(name="River House", phone="+15705550100")
    for url in ("/", "/treatment/mothering-from-the-inside-out/", "/contact/"):
        page = read(url)
        assert OWN not in str(page)
        assert "River House" in words(page.footer)
        assert "(570) 555-0100" in words(page.footer)
        assert page.select_one(".strip a")["href"] == "tel:911"


def test_an_error_page_still_shows_both(client: Client, db: None) -> None:
    client.get("/")
    page = soup(client.get("/nothing-here/"))
    assert page.select_one("main a[href='tel:911']")
    assert page.select_one(f"main a[href='tel:{OWN}']")


@pytest.mark.parametrize("url", ["/", "/about-us/"])
def test_a_claim_says_when_it_was_checked_or_that_nobody_did(url: str, read: Read) -> None:
    place = Facility.objects.get()
    FacilityClaim.objects.create(
        facility=place, claim="Licensed", number="PA-1", checked_on=date(2026, 11, 20),
        checked_with="the state register",
    )  # fmt: skip
    claims = [words(li) for li in read(url).select(".claims li, .facilities ul li")]
    assert claims
    for claim in claims:
        assert ("Not checked yet." in claim) != ("Checked on" in claim), claim
    checked = [claim for claim in claims if "Checked on" in claim]
    assert checked
    for claim in checked:
        assert "PA-1" in claim
        assert "the state register" in claim
        assert "2026" in claim


def test_the_sample_says_that_it_is_one_until_somebody_empties_it(read: Read) -> None:
    assert "This is a sample site." in words(read("/").footer)
    Organisation.objects.update(sample_notice="")
    assert "sample" not in words(read("/").footer).lower()


@pytest.mark.parametrize(
    ("call", "address"),
    [
        ("911", "911"),
        ("988", "988"),
        ("1-800-222-1222", "+18002221222"),
        ("800-222-1222", "+18002221222"),
    ],
)
def test_a_helpline_can_be_called_by_a_tap(call: str, address: str) -> None:
    assert Helpline(call=call).digits == address
