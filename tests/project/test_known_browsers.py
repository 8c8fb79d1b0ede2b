"""The cookie that keeps strangers' guesses from a colleague: ours alone, for a time, four names."""

import base64
import json
import time

import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from recovery_site.signin import device


def asking(cookie: str) -> HttpRequest:
    request = HttpRequest()
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = cookie
    return request


def remembered(cookie: str, name: str) -> str:
    """The cookie of a browser that had `cookie` once `name` has signed in there."""
    response = HttpResponse()
    device.remember(asking(cookie), response, name)
    return response.cookies[settings.DEVICE_COOKIE_NAME].value


def test_a_name_that_signed_in_is_known_however_it_is_written() -> None:
    cookie = remembered("", "Jane")
    assert device.known(asking(cookie), "jane")
    assert device.known(asking(cookie), "JANE") == device.known(asking(cookie), "jane")
    assert not device.known(asking(cookie), "john")


def forged() -> list[str]:
    """What somebody could write who knows the code of this site and not its key."""
    held = json.dumps({"jane": "word"}).encode()
    plain = base64.urlsafe_b64encode(held).rstrip(b"=").decode()
    ours = remembered("", "john")
    return [plain, f"{plain}:1abcde:signature", f"{plain}:{ours.split(':', 1)[1]}", held.decode()]


@pytest.mark.parametrize("number", range(4))
def test_a_cookie_that_we_did_not_sign_knows_nobody(number: int) -> None:
    assert not device.known(asking(forged()[number]), "jane")


def test_it_is_forgotten_after_half_a_year() -> None:
    cookie = remembered("", "jane")
    with time_machine.travel(time.time() + device.AGE - 60):
        assert device.known(asking(cookie), "jane")
    with time_machine.travel(time.time() + device.AGE + 60):
        assert not device.known(asking(cookie), "jane")


def test_four_colleagues_share_a_browser_and_a_fifth_takes_the_firsts_place() -> None:
    cookie = ""
    for name in ("ann", "bob", "cid", "dee", "eve"):
        cookie = remembered(cookie, name)
    assert not device.known(asking(cookie), "ann")
    assert all(device.known(asking(cookie), name) for name in ("bob", "cid", "dee", "eve"))
