"""One sealed envelope: HPKE (RFC 9180) with MLKEM768_X25519, HKDF-SHA256 and AES-256-GCM.

An envelope is `RS1`, then for each recipient: the length of the key id (1 byte), the key id, the
length of the ciphertext (4 bytes, big-endian), the ciphertext. HPKE's `info` names the row and the
key, so an envelope that is moved to another row or cut short does not open. Answers are padded to
whole kilobytes: the length of a row says next to nothing about what was written.
"""

import json
import uuid
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from contact.sealing.keyring import PrivateKeys, PublicKeys, UnusableKey, public_keys

Answers = Mapping[str, str | bool]

_MARK = b"RS1"
_BLOCK = 1024
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class CannotSeal(Exception):
    """No usable public key: nothing may be stored."""


class CannotOpen(Exception):
    """No key that fits, another row's envelope, or a damaged one. The row is kept."""


def keys_to_seal_with() -> PublicKeys:
    """This process's public keys, the active one first. Raises `CannotSeal` if none is usable."""
    try:
        keys = public_keys()
    except UnusableKey as error:
        raise CannotSeal("a public key is not usable") from error
    if not keys:
        raise CannotSeal("no public key")
    return keys


def seal(answers: Answers, row: uuid.UUID, keys: PublicKeys) -> bytes:
    """The envelope of `answers` for `row`, sealed to every key. Raises `CannotSeal`."""
    if not keys:
        raise CannotSeal("no public key")
    plain = json.dumps(dict(answers), ensure_ascii=True).encode()
    plain = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
    parts = [_MARK]
    for key_id, key in keys.items():
        name = key_id.encode()
        sealed = _SUITE.encrypt(plain, key, info=_info(row, name))
        parts += [bytes([len(name)]), name, len(sealed).to_bytes(4, "big"), sealed]
    return b"".join(parts)


def open_envelope(envelope: bytes, row: uuid.UUID, keys: PrivateKeys) -> Answers:
    """The answers in `envelope`. Raises `CannotOpen`, and never says why in more words."""
    for name, sealed in _recipients(envelope):
        key = keys.get(name.decode("ascii", "replace"))
        if key is None:
            continue
        try:
            answers = json.loads(_SUITE.decrypt(sealed, key, info=_info(row, name)))
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("the envelope does not open") from error
        if isinstance(answers, dict):
            return answers
    raise CannotOpen("no private key fits")


def recipients(envelope: bytes) -> list[str]:
    """The ids of the keys that this was sealed to. Raises `CannotOpen` where it is not whole."""
    return [name.decode("ascii", "replace") for name, _ in _recipients(envelope)]


def _info(row: uuid.UUID, key_id: bytes) -> bytes:
    return b"recovery-site intake v1\x00" + row.bytes + key_id


def _recipients(envelope: bytes) -> list[tuple[bytes, bytes]]:
    """Raises `CannotOpen` where the frame is not whole."""
    view = bytes(envelope)
    found: list[tuple[bytes, bytes]] = []
    if not view.startswith(_MARK):
        raise CannotOpen("not an envelope")
    at = len(_MARK)
    while at < len(view):
        name_end = at + 1 + view[at]
        size = int.from_bytes(view[name_end : name_end + 4], "big")
        end = name_end + 4 + size
        if end > len(view) or size == 0:
            raise CannotOpen("the envelope is cut short")
        found.append((view[at + 1 : name_end], view[name_end + 4 : end]))
        at = end
    return found
