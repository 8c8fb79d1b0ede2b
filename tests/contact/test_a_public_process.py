"""`SITE_ROLE=public` takes requests in, opens none, and has no admin at all."""

from tests.contact.words import SHORT
from tests.project.processes import Site

WALK = (
    """
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from contact.models import IntakeRequest
from contact.sealing import CannotOpen, private_keys
client = Client(raise_request_exception=False, headers={"host": "localhost"})
paths = ["/", "/treatment/", "/treatment/mothering-from-the-inside-out/", "/search/?q=help",
         "/contact/", "/leave/", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz",
         "/es/contact/", "/no-such-page/"]
found = {path: client.get(path).status_code for path in paths}
admin = {path: client.get(path).status_code for path in
         ["/admin/", "/admin/login/", "/admin/requests/", "/admin/pages/"]}
posted = client.post("/contact/", """
    + repr(SHORT)
    + """)
thanks = client.get(posted.headers.get("Location", "/"))
row = IntakeRequest.objects.get()
try:
    row.open()
    opened = True
except CannotOpen:
    opened = False
try:
    reverse("contact_queue:list")
    queue = True
except NoReverseMatch:
    queue = False
say({"found": found, "admin": admin, "posted": posted.status_code, "thanks": thanks.status_code,
     "reference": row.reference_spaced in thanks.content.decode(), "opened": opened,
     "queue": queue, "keys": len(private_keys()), "cookies": list(client.cookies)})
"""
)


def public(site: Site) -> dict[str, str]:
    """The settings of this site without what a public process must not be given."""
    keys = (site.var / "keys" / "intake").read_text().split()
    return {"SITE_ROLE": "public", "INTAKE_PUBLIC_KEYS": keys[1]}


def test_it_serves_every_public_page_and_takes_requests_that_it_cannot_open(own_site: Site) -> None:
    seen = own_site.python(WALK, **public(own_site))
    missing = seen["found"].pop("/no-such-page/")
    assert missing == 404
    assert seen["found"].pop("/leave/") == 302
    assert set(seen["found"].values()) == {200}, seen["found"]
    assert set(seen["admin"].values()) == {404}, seen["admin"]
    assert (seen["posted"], seen["thanks"], seen["reference"]) == (303, 200, True)
    assert (seen["opened"], seen["queue"], seen["keys"]) == (False, False, 0)
    assert seen["cookies"] == []


def test_it_passes_its_own_checks(own_site: Site) -> None:
    done = own_site.manage("check", **public(own_site))
    assert done.returncode == 0, done.stderr


def test_it_refuses_to_start_with_the_private_key(own_site: Site) -> None:
    keys = (own_site.var / "keys" / "intake").read_text().split()
    done = own_site.manage("check", **public(own_site), INTAKE_PRIVATE_KEYS=keys[0])
    assert done.returncode != 0
    assert "SITE_ROLE=public" in done.stderr
    assert "INTAKE_PRIVATE_KEYS" in done.stderr
    assert keys[0] not in done.stderr + done.stdout


def test_its_worker_tells_staff_without_reading(own_site: Site) -> None:
    own_site.python(WALK, **public(own_site))
    done = own_site.manage("deliver", **public(own_site))
    assert done.stdout == "1 notices sent.\n", done.stderr
    (mail,) = (own_site.var / "mail").glob("*.log")
    assert "/admin/requests/" in mail.read_text()
