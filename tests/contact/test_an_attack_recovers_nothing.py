"""Who takes over the public process reads no request: 0 of 100 canaries come back."""

import json
import secrets
import shutil
from typing import Any
from urllib.parse import urlencode

from contact.sealing.keyring import generate
from tests.project.processes import Served, Site

CANARIES = 100
SIGN_IN = """
from django.contrib.auth import get_user_model
from django.test import Client
Client().force_login(get_user_model().objects.get(username="intake"))
say(True)
"""


def send(served: Served, message: str) -> bytes:
    body = urlencode({"form": "short", "phone": "(570) 555-0123", "message": message}).encode()
    head = (
        f"POST /contact/ HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return served.send(head.encode() + body).splitlines()[0]


def attack(site: Site, staff: str = "", **environment: str) -> dict[str, Any]:
    # Guesses as somebody can make them who knows the number, but not what was written.
    guesses = [
        {"phone": "+1 570-555-0123", "message": f"canary-{secrets.token_hex(12)}"}
        for _ in range(200)
    ]
    done = site.run("-m", "tests.contact.attack", json.dumps(guesses), staff, **environment)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def test_with_all_that_the_public_process_holds_nothing_is_recovered(own_site: Site) -> None:
    (private, public), (_, recovery) = generate("live"), generate("offline")
    environment = {"SITE_ROLE": "public", "INTAKE_PUBLIC_KEYS": f"{public},{recovery}"}
    # What a local run keeps beside its site has no place on a public host.
    shutil.rmtree(own_site.var / "keys")
    environment["SECRET_KEY"] = secrets.token_urlsafe(50)
    canaries = [f"canary-{secrets.token_hex(12)}" for _ in range(CANARIES)]
    with own_site.gunicorn(**environment) as served:
        assert all(b" 303 " in send(served, canary) for canary in canaries)
        held = {"SITE_ROLE": "staff", "INTAKE_PRIVATE_KEYS": private}
        own = held | {"SECRET_KEY": secrets.token_urlsafe(50)}
        with own_site.gunicorn(**environment | own) as staff:
            url = f"http://127.0.0.1:{staff.port}"
            # A colleague is signed in there at this moment.
            own_site.python(SIGN_IN, **environment | own)
            found = attack(own_site, url, **environment)
    assert found == {"lying about": [], "opened": [], "staff door": [], "guessed": []}

    # The same attack, in a process that holds the private key, at a staff process that shares the
    # secret: without this, an attack that looks at nothing would pass.
    with own_site.gunicorn(**environment | held) as staff:
        url = f"http://127.0.0.1:{staff.port}"
        found = attack(own_site, url, **environment | held)
    assert found["opened"] == sorted(canaries)
    assert len(found["staff door"]) == 5


def test_who_knows_every_word_can_confirm_it_only_for_half_an_hour(own_site: Site) -> None:
    """What the digest gives away, and when it stops: the README says so, and this holds it."""
    say = (
        "from contact.intake import submit\n"
        "submit({'phone': '+1 570-555-0123', 'message': 'canary-known'}, language='en')\n"
    )
    guess = "[{'phone': '+1 570-555-0123', 'message': 'canary-known'}]"
    ask = f"from tests.contact.attack import guessed\nsay(sorted(guessed({guess})))"
    assert own_site.python(say + ask) == ["canary-known"]
    later = (
        "import time_machine, datetime\n"
        "from contact.repeats import forget\n"
        "later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=61)\n"
        "with time_machine.travel(later):\n"
        "    forget()\n"
    )
    assert own_site.python(later + ask) == []
