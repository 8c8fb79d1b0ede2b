"""House rules that must hold before the process serves."""

import uuid
from typing import Any

from django.conf import settings
from django.core.checks import Error, Warning, register

from contact.sealing import CannotOpen, open_envelope, private_keys, public_keys, seal
from contact.sealing.keyring import UnusableKey


@register
def sealing_keys(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A process that takes requests in has a key to seal them with, and one of its own opens."""
    try:
        public, private = public_keys(), private_keys()
    except UnusableKey as error:
        return [Error(f"INTAKE_PUBLIC_KEYS or INTAKE_PRIVATE_KEYS: {error}", id="recovery.E001")]
    if not public:
        return [Error("INTAKE_PUBLIC_KEYS holds no key.", id="recovery.E001")]
    if settings.SITE_ROLE != "public" and next(iter(public)) not in private:
        return [
            Error(
                "INTAKE_PRIVATE_KEYS does not hold the private half of the active key"
                f" {next(iter(public))!r}: staff could not read new requests.",
                id="recovery.E002",
            )
        ]
    row = uuid.uuid4()
    try:
        envelope = seal({}, row, public)
        if settings.SITE_ROLE != "public":
            open_envelope(envelope, row, private)
    except CannotOpen:
        return [
            Error(
                f"The two halves of the key {next(iter(public))!r} do not belong together.",
                id="recovery.E002",
            )
        ]
    return []


@register(deploy=True)
def recovery_key(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """What is sealed is sealed to a second key, whose private half is on no server."""
    try:
        offline = [key for key in public_keys() if key not in private_keys()]
    except UnusableKey:
        return []
    if offline or settings.SITE_ROLE == "public":
        return []
    return [
        Warning(
            "INTAKE_PUBLIC_KEYS holds no recovery key: if the active one is lost, nobody can read"
            " what people wrote. `manage.py intake_keys make` shows how.",
            id="recovery.W001",
        )
    ]
