"""Nobody reaches the admin with a password alone, and a lead vouches for who opens requests."""

import io
import time
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.core.management import call_command
from django.test import Client

from contact import team
from contact.models import AccessEntry
from recovery_site.signin import setup_code
from tests.conftest import sign_in

PASSWORD = "calm-water-in-the-evening"
SET_UP = "/admin/signin/factor/totp/activate/"
SHOW = "/admin/signin/factor/authenticate/"


@pytest.fixture
def person(account: Any) -> Any:
    def make(role: str) -> Any:
        user = account(role)
        user.set_password(PASSWORD)
        user.save()
        return user

    return make


def with_password(name: str) -> Client:
    client = Client(raise_request_exception=False)
    done = client.post("/admin/login/", {"username": name, "password": PASSWORD}, secure=True)
    assert done.status_code == 302
    return client


def code_of(secret: str, ahead: int = 0) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30 + ahead):06}"


def set_up(client: Client, **also: str) -> tuple[str, Any]:
    secret = client.get(SET_UP, secure=True).context["form"].secret
    # A test runs inside a transaction that never commits; tests/browser/ signs in for real.
    with patch("django.db.transaction.on_commit", lambda call, **kwargs: call()):
        return secret, client.post(SET_UP, {"code": code_of(secret)} | also, secure=True)


@pytest.mark.parametrize("role", ["editor", "intake", "admin", "auditor"])
@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/pages/", "/admin/requests/", "/admin/account/"]
)
def test_a_password_alone_opens_nothing(person: Any, role: str, path: str) -> None:
    person(role)
    client = with_password(role)
    answer = client.get(path, secure=True)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(SET_UP)
    asked = client.get(path, secure=True, headers={"sec-fetch-dest": "empty"})
    assert asked.status_code == 403


def test_an_editor_sets_one_up_and_signs_in_with_it(person: Any) -> None:
    person("editor")
    client = with_password("editor")
    page = client.get(SET_UP, secure=True).content.decode()
    assert "data:image/svg+xml;base64," in page
    secret, done = set_up(client)
    assert done.status_code == 302
    assert "recovery-codes" in done.headers["Location"]
    codes = client.get(done.headers["Location"], secure=True).context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/admin/", secure=True).status_code == 200, "set up is shown"

    later = with_password("editor")
    assert later.get("/admin/", secure=True).status_code == 302
    assert later.post(SHOW, {"code": "000000"}, secure=True).status_code == 200
    assert later.get("/admin/", secure=True).status_code == 302
    later.post(SHOW, {"code": code_of(secret, 1)}, secure=True)
    assert later.get("/admin/", secure=True).status_code == 200

    lost_phone = with_password("editor")
    lost_phone.post(SHOW, {"code": codes[0]}, secure=True)
    assert lost_phone.get("/admin/", secure=True).status_code == 200
    again = with_password("editor")
    again.post(SHOW, {"code": codes[0]}, secure=True)
    assert again.get("/admin/", secure=True).status_code == 302, "a recovery code works once"


def test_a_code_works_once(person: Any) -> None:
    person("editor")
    secret, _done = set_up(with_password("editor"))
    code = code_of(secret, 1)
    first, second = with_password("editor"), with_password("editor")
    first.post(SHOW, {"code": code}, secure=True)
    second.post(SHOW, {"code": code}, secure=True)
    assert first.get("/admin/", secure=True).status_code == 200
    assert second.get("/admin/", secure=True).status_code == 302


def test_codes_cannot_be_guessed_on_and_on(person: Any) -> None:
    person("editor")
    secret, _done = set_up(with_password("editor"))
    client = with_password("editor")
    for n in range(5):
        client.post(SHOW, {"code": f"{n:06}"}, secure=True)
    assert (
        "Too many" in client.post(SHOW, {"code": code_of(secret, 1)}, secure=True).content.decode()
    )


def test_setting_one_up_ends_every_other_session(person: Any) -> None:
    person("editor")
    thief, own = with_password("editor"), with_password("editor")
    set_up(own)
    assert own.get("/admin/", secure=True).status_code == 200
    away = thief.get(SET_UP, secure=True)
    assert away.status_code == 302
    assert "/admin/login/" in away.headers["Location"]


def test_a_session_without_it_may_only_show_it(person: Any, settings: Any) -> None:
    """As for one that began before the factor was set up on the server."""
    user = person("editor")
    set_up(with_password("editor"))
    old = Client()
    old.force_login(user)
    for path in ("/admin/", SET_UP, "/admin/signin/factor/totp/deactivate/"):
        away = old.get(path, secure=True)
        assert away.headers["Location"].startswith("/admin/signin/factor/reauthenticate/")


def test_the_secret_is_locked_in_the_database(person: Any) -> None:
    person("editor")
    secret, _done = set_up(with_password("editor"))
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret, -1))


def test_a_new_secret_key_still_opens_what_the_old_one_locked(person: Any, settings: Any) -> None:
    person("editor")
    secret, _done = set_up(with_password("editor"))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "y" * 50
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret))


def test_who_knows_the_first_password_of_intake_staff_cannot_become_them(person: Any) -> None:
    person("intake")
    client = with_password("intake")
    assert "Setup code" in client.get(SET_UP, secure=True).content.decode()
    for typed in ({}, {"setup_code": "AAAA-BBBB-CCCC"}):
        _secret, done = set_up(client, **typed)
        assert done.status_code == 200
    assert not Authenticator.objects.exists()
    assert client.get("/admin/requests/", secure=True).status_code == 302


def test_a_lead_vouches_for_a_new_colleague(person: Any, account: Any, signed_in: Any) -> None:
    """An administrator made the account, knows its password, and set up a factor before."""
    user = account("editor", "jane")
    user.set_password(PASSWORD)
    user.save()
    forged = with_password("jane")
    set_up(forged)
    assert forged.get("/admin/", secure=True).status_code == 200
    lead = signed_in("lead")
    page = lead.post(
        "/admin/requests/team/", {"username": "jane", "group": "Intake"}, secure=True, follow=True
    ).content.decode()
    code = page.partition("setup code yourself: ")[2][:14]
    assert code.count("-") == 2
    assert forged.get("/admin/", secure=True).status_code == 302, "signed out"
    assert not Authenticator.objects.filter(user=user).exists()

    jane = with_password("jane")
    _secret, done = set_up(jane, setup_code=code.lower().replace("-", " "))
    assert done.status_code == 302
    assert jane.get("/admin/requests/", secure=True).status_code == 200
    assert AccessEntry.objects.filter(action="team", detail__contains="jane").exists()


def test_a_setup_code_works_once_for_a_week_and_bears_five_tries(person: Any) -> None:
    user = person("intake")
    code = setup_code.begin_anew(user)
    with time_machine.travel(time.time() + 8 * 24 * 3600):
        assert not setup_code.fits(user, code)
    assert setup_code.fits(user, code)
    set_up(with_password("intake"), setup_code=code)
    Authenticator.objects.all().delete()
    assert not setup_code.fits(user, code)
    code = setup_code.begin_anew(user)
    for _ in range(5):
        assert not setup_code.fits(user, "AAAA-AAAA-AAAA")
    assert not setup_code.fits(user, code)


def test_a_new_setup_code_voids_the_one_before(person: Any, account: Any) -> None:
    user = person("intake")
    first, second = setup_code.begin_anew(user), setup_code.begin_anew(user)
    assert not setup_code.fits(user, first)
    assert setup_code.fits(user, second)
    # Who left the team has none any more.
    with team.allowed():
        user.groups.clear()
    assert setup_code.begin_anew(user) == ""
    assert not setup_code.fits(user, second)


def test_intake_staff_keep_their_last_factor(person: Any, settings: Any) -> None:
    user = person("intake")
    code = setup_code.begin_anew(user)
    client = with_password("intake")
    set_up(client, setup_code=code)
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    client.post("/admin/signin/factor/totp/deactivate/", secure=True)
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_a_lead_gives_a_member_a_new_code_and_nobody_else_one(
    person: Any, signed_in: Any, account: Any
) -> None:
    user = person("intake")
    lead = signed_in("lead")
    account("editor", "other")
    form = {"username": "intake", "group": "Intake", "vouch": ""}
    page = lead.post("/admin/requests/team/", form, secure=True, follow=True).content.decode()
    assert "Give intake this setup code yourself" in page
    assert AccessEntry.objects.get(detail="setup code: intake").username == "lead"
    form = {"username": "other", "group": "Intake", "vouch": ""}
    page = lead.post("/admin/requests/team/", form, secure=True, follow=True).content.decode()
    assert "setup code yourself" not in page
    assert not user.groups.filter(name="Editors").exists()


def test_the_first_lead_gets_a_code_on_the_server(person: Any, account: Any) -> None:
    user = account("editor", "mia")
    said = io.StringIO()
    call_command("intake_lead", "mia", stdout=said)
    code = said.getvalue().partition("yourself: ")[2].split()[0]
    assert team.is_member(user)
    assert setup_code.fits(user, code)


def test_the_server_forgets_a_lost_factor(person: Any) -> None:
    user = person("editor")
    client = with_password("editor")
    set_up(client)
    said = io.StringIO()
    call_command("forget_second_factor", "editor", stdout=said)
    assert "sets up a new second factor" in said.getvalue()
    assert "code" not in said.getvalue()
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/admin/", secure=True).status_code == 302
    call_command("forget_second_factor", person("intake").username, stdout=said)
    assert "setup code yourself" in said.getvalue()


def test_a_demonstration_lets_the_password_alone_in_and_says_so_on_every_page(
    person: Any, settings: Any
) -> None:
    person("intake")
    settings.DEMONSTRATION = True
    client = with_password("intake")
    for path in ("/admin/", "/admin/requests/", "/admin/account/"):
        page = client.get(path, secure=True)
        assert page.status_code == 200
        assert "This is a demonstration" in page.content.decode()
    assert "This is a demonstration" in Client().get("/admin/login/", secure=True).content.decode()


def test_a_real_site_says_no_such_thing(signed_in: Any) -> None:
    assert "demonstration" not in signed_in("intake").get("/admin/", secure=True).content.decode()


def test_sign_in_of_the_tests_is_no_other_road(account: Any) -> None:
    """The helper of all other tests stands for what is shown above, and no more."""
    user = account("editor")
    client = Client()
    client.force_login(user)
    assert client.get("/admin/", secure=True).status_code == 302
    assert sign_in(Client(), user).get("/admin/", secure=True).status_code == 200
