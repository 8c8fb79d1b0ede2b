"""House rules that must hold before the process serves."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from contact.sealing import private_keys, public_keys
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
    return []
