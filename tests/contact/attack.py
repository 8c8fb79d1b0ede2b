"""What somebody can do who holds the web process: its environment, settings, database and folder.

`python -m tests.contact.attack GUESSES STAFF_URL` runs inside that process's environment and
prints, as JSON, which of the canaries it got back and by which road. It knows the code, as an
attacker would.
"""

import base64
import hmac
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CANARY = re.compile(rb"canary-[0-9a-f]{24}")


def main(guesses: list[dict[str, str]], staff: str) -> None:
    import django

    django.setup()
    loot = list(everything())
    found = {
        "lying about": {hit.decode() for blob in loot for hit in CANARY.findall(blob)},
        "opened": opened(loot),
        "staff door": through_the_staff_door(staff) if staff else set(),
        "guessed": guessed(guesses),
    }
    sys.stdout.write("\n" + json.dumps({road: sorted(hits) for road, hits in found.items()}))


def everything() -> Iterator[bytes]:
    """Every byte in reach: environment, settings, tables, cache, files, this process's parents."""
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection

    yield from (f"{name}={value}".encode() for name, value in os.environ.items())
    yield from (repr(getattr(settings, name)).encode() for name in dir(settings))
    yield repr(getattr(cache, "_cache", "")).encode()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    raw = isinstance(value, bytes | memoryview)
                    yield bytes(value) if raw else str(value).encode(errors="replace")
    for path in Path(settings.VAR_DIR).rglob("*"):
        if path.is_file() and "static" not in path.parts:
            yield path.read_bytes()
    role = f"SITE_ROLE={os.environ['SITE_ROLE']}".encode()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            blob = environ.read_bytes()
        except OSError:
            continue
        if role in blob.split(b"\0"):
            # The staff site's processes run on another host; in the test they run beside us.
            yield blob


def opened(loot: list[bytes]) -> set[str]:
    """Canaries from envelopes, with whatever in the loot has the form of a private key."""
    from contact.models import IntakeRequest
    from contact.sealing import CannotOpen, open_envelope, private_keys
    from contact.sealing.keyring import UnusableKey, parse_private

    rings = [private_keys()]
    names = {key_id for (key_id,) in IntakeRequest.objects.values_list("key_id")}
    for blob in loot:
        for text in set(re.findall(rb"[A-Za-z0-9_-]{128}(?![A-Za-z0-9_-])", blob)):
            for name in names:
                try:
                    rings.append(parse_private(f"{name}:{text.decode()}"))
                except UnusableKey:
                    continue
    # Keys that a careless author might have derived from the one secret at hand.
    from django.conf import settings

    secret = settings.SECRET_KEY.encode()
    for salt in (b"", b"intake", b"seal", b"contact"):
        raw = b"".join(hmac.digest(secret, salt + bytes([n]), "sha256") for n in range(3))
        for name in names:
            rings.append(parse_private(f"{name}:{base64.urlsafe_b64encode(raw).decode()}"))
    hits: set[str] = set()
    for row in IntakeRequest.objects.all():
        for ring in rings:
            try:
                said = json.dumps(dict(open_envelope(bytes(row.envelope), row.id, ring)))
            except CannotOpen:
                continue
            hits |= {hit.decode() for hit in CANARY.findall(said.encode())}
    return hits


def through_the_staff_door(staff: str) -> set[str]:
    """Canaries that the staff process shows to sessions taken from the table, and to forged ones.

    Writing accounts into the database is another matter: only a database role keeps that out.
    """
    from http.client import HTTPConnection
    from urllib.parse import urlsplit

    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.contrib.sessions.models import Session

    from contact.models import IntakeRequest
    from recovery_site.signin.sessions import SessionStore
    from recovery_site.signin.staff_session import SEEN, STARTED

    cookies = [row.session_key for row in Session.objects.all()]
    for user in get_user_model().objects.filter(groups__name="Intake"):
        forged = SessionStore()
        forged["_auth_user_id"] = str(user.pk)
        forged["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        forged["_auth_user_hash"] = user.get_session_auth_hash()
        # As fresh as can be, and as after a second factor.
        forged[STARTED] = forged[SEEN] = time.time()
        forged["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        forged["account_authentication_methods_user"] = str(user.pk)
        forged.save()
        cookies.append(str(forged.session_key))
    hits: set[str] = set()
    for cookie in cookies:
        for (row,) in IntakeRequest.objects.values_list("pk")[:5]:
            wire = HTTPConnection(urlsplit(staff).netloc, timeout=20)
            headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
            wire.request("GET", f"/admin/requests/{row}/", headers=headers)
            hits |= {hit.decode() for hit in CANARY.findall(wire.getresponse().read())}
            wire.close()
    return hits


def guessed(guesses: list[dict[str, str]]) -> set[str]:
    """Guesses at whole requests that a digest and its key confirm."""
    from contact.models import DigestKey, IntakeRequest
    from contact.repeats import normalise

    digests = {bytes(d) for (d,) in IntakeRequest.objects.values_list("digest") if d}
    hits = set()
    for key in DigestKey.objects.all():
        for guess in guesses:
            if hmac.digest(bytes(key.key), normalise(guess), "sha256") in digests:
                hits.add(guess["message"])
    return hits


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
