"""Sealing what people write: the only room that imports `cryptography`."""

from contact.sealing.envelope import (
    CannotOpen,
    CannotSeal,
    keys_to_seal_with,
    open_envelope,
    recipients,
    seal,
)
from contact.sealing.keyring import PrivateKeys, PublicKeys, private_keys, public_keys

__all__ = [
    "CannotOpen",
    "CannotSeal",
    "PrivateKeys",
    "PublicKeys",
    "keys_to_seal_with",
    "open_envelope",
    "private_keys",
    "public_keys",
    "recipients",
    "seal",
]
