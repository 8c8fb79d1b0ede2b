"""Keys as text, so that they fit into one environment variable.

A key is written `id:base64url`. A public key is the ML-KEM-768 encapsulation key (1184 bytes)
followed by the X25519 public key (32 bytes); a private key is the ML-KEM-768 seed (64 bytes)
followed by the X25519 private key (32 bytes). Several keys are separated by commas: the first
is the active one, and whatever is sealed is sealed to each of them.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey
from django.conf import settings

PublicKeys = dict[str, MLKEM768X25519PublicKey]
PrivateKeys = dict[str, MLKEM768X25519PrivateKey]

_KEY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PUBLIC_BYTES = 1184 + 32
_PRIVATE_BYTES = 64 + 32


class UnusableKey(ValueError):
    """A key that is not of the form above. The message never holds the key."""


def generate(key_id: str) -> tuple[str, str]:
    """A new pair as text: `(private, public)`. Raises `UnusableKey` for a name no key can have."""
    if not _KEY_ID.fullmatch(key_id):
        raise UnusableKey("a key's name is small letters, digits and hyphens, at most 40")
    kem, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    private = kem.private_bytes_raw() + curve.private_bytes_raw()
    public = kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    return _write(key_id, private), _write(key_id, public)


def parse_public(text: str) -> PublicKeys:
    """Raises `UnusableKey` where the text is not a list of public keys."""
    keys: PublicKeys = {}
    for key_id, raw in _split(text, _PUBLIC_BYTES):
        try:
            keys[key_id] = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(raw[:1184]),
                X25519PublicKey.from_public_bytes(raw[1184:]),
            )
        except ValueError as error:
            raise UnusableKey(f"key {len(keys) + 1} is no public key") from error
    return keys


def parse_private(text: str) -> PrivateKeys:
    """Raises `UnusableKey` where the text is not a list of private keys."""
    keys: PrivateKeys = {}
    for key_id, raw in _split(text, _PRIVATE_BYTES):
        keys[key_id] = MLKEM768X25519PrivateKey(
            MLKEM768PrivateKey.from_seed_bytes(raw[:64]),
            X25519PrivateKey.from_private_bytes(raw[64:]),
        )
    return keys


def without(text: str, key_id: str) -> list[str]:
    """The keys in `text`, as text, but for the one of that name."""
    parts = filter(None, re.split(r"[\s,]+", text.strip()))
    return [part for part in parts if part.partition(":")[0] != key_id]


def public_keys() -> PublicKeys:
    """The keys this process seals to, the active one first."""
    return _cached_public(settings.INTAKE_PUBLIC_KEYS)


def private_keys() -> PrivateKeys:
    """The keys this process opens with; empty in a public process."""
    return _cached_private(settings.INTAKE_PRIVATE_KEYS)


_cached_public = lru_cache(maxsize=4)(parse_public)
_cached_private = lru_cache(maxsize=4)(parse_private)


def _write(key_id: str, raw: bytes) -> str:
    return f"{key_id}:{urlsafe_b64encode(raw).decode()}"


def _split(text: str, size: int) -> list[tuple[str, bytes]]:
    pairs: list[tuple[str, bytes]] = []
    for part in re.split(r"[\s,]+", text.strip()):
        if not part:
            continue
        key_id, _, encoded = part.partition(":")
        try:
            raw = urlsafe_b64decode(encoded)
        except ValueError:
            raw = b""
        if not _KEY_ID.fullmatch(key_id) or len(raw) != size:
            raise UnusableKey(
                f"key {len(pairs) + 1} is not `id:base64url` of {size} bytes (see README.md)"
            )
        pairs.append((key_id, raw))
    return pairs
