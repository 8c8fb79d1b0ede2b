"""What a new site lacks is listed for those who set it up, and gone when it is put right."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from articles.models import Helpline, Organisation, Reviewer, SampleItem, StandardPage
from contact.models import Office, OpeningHours
from contact.sealing.keyring import generate
from recovery_site import opening
from recovery_site.opening.panel import lines

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


def lacks() -> set[str]:
    return {lack.id for lack in opening.lacking()}


def set_organisation(**said: Any) -> None:
    Organisation.objects.update(**said)


def keys(name: str) -> tuple[str, str]:
    """Both settings: a pair of this name, and the public half of a recovery key."""
    (private, public), (_, recovery) = generate(name), generate("recovery")
    return private, f"{public},{recovery}"


@pytest.fixture
def ready(settings: Any, account: Any) -> None:
    """A site that lacks nothing."""
    today = timezone.localdate()
    set_organisation(checked_how="rung", checked_on=today, sample_notice="", sample_notice_es="")
    Helpline.objects.update(checked_how="rung", checked_on=today)
    Office.objects.update(recipients="help@centre.house")
    Reviewer.objects.create(name="R. Sample", credentials="MD", user=account("reviewer"))
    account("publisher")
    SampleItem.objects.all().delete()
    for page in StandardPage.objects.all():
        page.body = [block for block in page.body.raw_data if block["type"] != "fill_in"]
        page.save()
    settings.INTAKE_PRIVATE_KEYS, settings.INTAKE_PUBLIC_KEYS = keys("key-2027")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def test_nothing_lacks_and_there_is_no_list(ready: None, signed_in: SignedIn) -> None:
    assert lacks() == set()
    assert "before-you-open" not in signed_in("admin").get("/admin/").content.decode()
    out = StringIO()
    call_command("before_you_open", stdout=out)
    assert out.getvalue() == "Nothing is lacking.\n"


@pytest.mark.parametrize(
    ("said", "lack"),
    [
        ({"name": " "}, "organisation"),
        ({"phone": ""}, "organisation"),
        ({"checked_how": "not"}, "phone-unchecked"),
        ({"checked_how": "elsewhere"}, "phone-unchecked"),
        ({"checked_how": "copy"}, "phone-unchecked"),
        ({"checked_on": timezone.localdate() - timedelta(days=91)}, "phone-unchecked"),
        ({"sample_notice": "A sample."}, "sample-notice"),
        ({"sample_notice_es": "Una muestra."}, "sample-notice"),
    ],
)
def test_the_organisation(ready: None, said: dict[str, Any], lack: str) -> None:
    set_organisation(**said)
    assert lacks() == {lack}


def test_a_site_without_an_organisation_lacks_it(ready: None) -> None:
    Organisation.objects.all().delete()
    assert lacks() == {"organisation"}


def test_a_number_that_can_not_be_called_says_so(ready: None) -> None:
    def why() -> str:
        (lack,) = opening.lacking()
        return lack.why

    set_organisation(checked_how="copy")
    assert "wrong number" in why()
    set_organisation(checked_how="elsewhere")
    assert "cannot tap" in why()


def test_opening_hours(ready: None) -> None:
    OpeningHours.objects.all().delete()
    assert lacks() == {"hours"}
    Office.objects.all().delete()
    assert lacks() == {"hours", "recipients"}, "the server's own address is an example's"


@pytest.mark.parametrize(
    ("in_admin", "on_server", "lack"),
    [
        ("", [], {"recipients"}),
        ("", ["intake@example.org"], {"recipients"}),
        ("a@mail.example.com b@centre.test", ["a@centre.house"], {"recipients"}),
        ("", ["a@centre.house"], set()),
        ("a@example.org\na@centre.house", [], set()),
        ("a@notexample.org", [], set()),
    ],
)
def test_somebody_real_is_told(
    ready: None, settings: Any, in_admin: str, on_server: list[str], lack: set[str]
) -> None:
    Office.objects.update(recipients=in_admin)
    settings.INTAKE_RECIPIENTS = on_server
    assert lacks() == lack


@pytest.mark.parametrize("spoiled", ["inactive", "no password", "no group", "no account", "nobody"])
def test_a_reviewer_who_can_sign_in(ready: None, spoiled: str) -> None:
    user = get_user_model().objects.get(username="reviewer")
    if spoiled == "inactive":
        user.is_active = False
    elif spoiled == "no password":
        user.set_unusable_password()
    elif spoiled == "no group":
        user.groups.clear()
    elif spoiled == "no account":
        Reviewer.objects.update(user=None)
    else:
        Reviewer.objects.all().delete()
    user.save()
    assert lacks() == {"reviewer"}


def test_somebody_else_publishes(ready: None, account: Any) -> None:
    get_user_model().objects.get(username="publisher").delete()
    assert lacks() == {"publisher"}
    account("reviewer").groups.add(Group.objects.get(name="Publishers"))
    assert lacks() == {"publisher"}, "one person is not two"
    second = account("reviewer", "second")
    Reviewer.objects.create(name="S. Sample", credentials="MD", user=second)
    assert lacks() == set()


def test_overdue_helplines(ready: None) -> None:
    Helpline.objects.filter(key="988").update(checked_on=timezone.localdate() - timedelta(days=91))
    (lack,) = opening.lacking()
    assert (lack.id, lack.what) == ("helplines-overdue", "A fresh check of 1 helpline")


def test_pages_of_the_sample(ready: None, article: Page) -> None:
    from articles.demo.loader import fingerprint

    SampleItem.objects.create(
        key="page/x",
        model="articles.articlepage",
        object_id=article.pk,
        fingerprint=fingerprint(article),
    )
    (lack,) = opening.lacking()
    assert (lack.id, lack.what) == ("sample", "1 page of the sample is still live")
    article.title = "Our own words"
    article.save_revision().publish()
    assert lacks() == set(), "what somebody made their own is no sample"


def test_pages_still_to_fill_in(ready: None) -> None:
    page = StandardPage.objects.get(slug="about-us", locale__language_code="en")
    page.body = [("text", {"text": "<p>fill_in is a word here.</p>", "sources": []})]
    page.save()
    assert lacks() == set()
    page.body = [("fill_in", {"text": "Who we are"})]
    page.save()
    (lack,) = opening.lacking()
    assert lack.id == "fill-in"
    assert [link.words for link in lack.links] == [page.title]
    page.unpublish()
    assert lacks() == set(), "a draft harms nobody"


def test_sealing_keys(ready: None, settings: Any) -> None:
    private, public = settings.INTAKE_PRIVATE_KEYS, settings.INTAKE_PUBLIC_KEYS
    settings.INTAKE_PRIVATE_KEYS, settings.INTAKE_PUBLIC_KEYS = keys("local")
    assert lacks() == {"demo-key"}
    settings.INTAKE_PRIVATE_KEYS, settings.INTAKE_PUBLIC_KEYS = private, public.split(",")[0]
    assert lacks() == {"recovery-key"}
    settings.INTAKE_PUBLIC_KEYS = "nonsense"
    assert lacks() == {"sealing"}
    settings.INTAKE_PUBLIC_KEYS = public
    settings.INTAKE_PRIVATE_KEYS = keys("key-2027")[0]
    assert lacks() == {"sealing"}


@pytest.mark.parametrize("backend", ["filebased", "console", "locmem", "dummy"])
def test_mail_that_stays_here(ready: None, settings: Any, backend: str) -> None:
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert lacks() == {"mail"}


def test_addresses_without_encryption(ready: None, settings: Any) -> None:
    settings.SITE_URL = "http://www.centre.house"
    assert lacks() == {"https-site-url"}
    settings.STAFF_URL = "http://staff.centre.house"
    assert lacks() == {"https-site-url", "https-staff-url"}


# --- Who sees it -------------------------------------------------------------------------


def shown(client: Client) -> dict[str, list[str]]:
    """Each line on the admin's home page with the addresses that it links to."""
    answer = client.get("/admin/")
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    return {
        line["id"].removeprefix("lack-"): [a["href"] for a in line.select("a")]
        for line in page.select("#before-you-open-section .lacks > li")
    }


@pytest.mark.parametrize("role", ["admin", "publisher"])
def test_those_who_set_it_up_see_it(role: str, signed_in: SignedIn) -> None:
    assert set(shown(signed_in(role))) == lacks()


@pytest.mark.parametrize("role", ["editor", "reviewer", "intake", "lead", "auditor"])
def test_nobody_else_sees_it(role: str, signed_in: SignedIn) -> None:
    assert shown(signed_in(role)) == {}


def test_a_link_is_for_those_who_may_follow_it(signed_in: SignedIn) -> None:
    OpeningHours.objects.all().delete()
    seen = {role: shown(signed_in(role)) for role in ("admin", "publisher")}
    assert seen["publisher"]["hours"] == []
    assert seen["publisher"]["reviewer"] == ["/admin/reviewers/"]
    assert seen["admin"]["hours"] == ["/admin/settings/contact/office/"]
    assert seen["admin"]["reviewer"] == ["/admin/reviewers/", "/admin/users/"]
    assert seen["publisher"]["fill-in"]
    for role, found in seen.items():
        for url in {url for urls in found.values() for url in urls}:
            answer = signed_in(role).get(url, follow=True)
            assert (answer.status_code, answer.wsgi_request.path != "/admin/") == (200, True), url


def test_it_costs_few_queries(account: Any) -> None:
    OpeningHours.objects.all().delete()
    user = get_user_model().objects.get(pk=account("publisher").pk)
    with CaptureQueriesContext(connection) as caught:
        assert len(lines(user)) > 5
    assert len(caught) <= 12


def test_a_check_that_fails_is_a_line_and_the_page_stands(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_check() -> list[opening.Lack]:
        raise RuntimeError

    monkeypatch.setattr(opening, "CHECKS", (broken_check, opening.server.mail))
    assert set(shown(signed_in("admin"))) == {"failed-broken_check", "mail"}
    monkeypatch.setattr(opening.Link, "is_for", lambda self, user: 1 / 0)
    assert shown(signed_in("admin")) == {}


def test_the_command_ends_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("before_you_open")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert all(lack.what in said for lack in opening.lacking())
    assert "https://testserver/admin/reviewers/" in said
