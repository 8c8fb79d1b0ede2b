"""A text locked with the process's own secret: for what the site itself must read again.

People's words are never locked so: they are sealed to keys (`envelope`).
"""

import base64
from collections.abc import Iterable
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.utils.crypto import salted_hmac


class CannotUnlock(Exception):
    """The text was locked with a secret that is not here, or was changed."""


def lock(text: str, secrets: Iterable[str], purpose: str) -> str:
    """Fernet (AES-128-CBC and HMAC-SHA256) under a key made of the first secret and the purpose."""
    return _box(tuple(secrets), purpose).encrypt(text.encode()).decode()


def unlock(locked: str, secrets: Iterable[str], purpose: str) -> str:
    """Raises `CannotUnlock` unless one of the secrets locked it, for the same purpose."""
    try:
        return _box(tuple(secrets), purpose).decrypt(locked.encode()).decode()
    except InvalidToken as error:
        raise CannotUnlock from error


@cache
def _box(secrets: tuple[str, ...], purpose: str) -> MultiFernet:
    made = [salted_hmac(f"locked.{purpose}", "", secret=s, algorithm="sha256") for s in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one.digest())) for one in made])
