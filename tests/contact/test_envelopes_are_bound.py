"""An envelope opens for its own row, whole, with a key it was sealed to; else never."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contact.sealing import CannotOpen, CannotSeal, open_envelope, seal
from contact.sealing.envelope import Answers
from contact.sealing.keyring import (
    PrivateKeys,
    PublicKeys,
    UnusableKey,
    generate,
    parse_private,
    parse_public,
)

ROW = uuid.UUID("6f1f64a0-6a3c-4a4e-9d3f-1d2f0b6c7a11")
ANSWERS: Answers = {"phone": "+1 602-555-0142", "message": "Philippina 💔", "text_ok": False}


def pair(key_id: str) -> tuple[PrivateKeys, PublicKeys]:
    private, public = generate(key_id)
    return parse_private(private), parse_public(public)


ONE, ONE_PUBLIC = pair("one")
TWO, TWO_PUBLIC = pair("two")
ENVELOPE = seal(ANSWERS, ROW, ONE_PUBLIC)


def test_it_opens_for_its_row_and_its_key() -> None:
    assert open_envelope(ENVELOPE, ROW, ONE) == ANSWERS
    assert open_envelope(memoryview(ENVELOPE), ROW, ONE) == ANSWERS


def test_two_recipients_open_it_each_alone() -> None:
    both = seal(ANSWERS, ROW, ONE_PUBLIC | TWO_PUBLIC)
    assert open_envelope(both, ROW, ONE) == open_envelope(both, ROW, TWO) == ANSWERS


def test_another_row_does_not_open_it() -> None:
    with pytest.raises(CannotOpen):
        open_envelope(ENVELOPE, uuid.uuid4(), ONE)


def test_another_key_does_not_open_it() -> None:
    stranger, _public = pair("one")
    for keys in (TWO, stranger, {}):
        with pytest.raises(CannotOpen):
            open_envelope(ENVELOPE, ROW, keys)


def test_a_recipient_that_is_renamed_does_not_open_it() -> None:
    """The key's name is bound too, so nobody can pass one key's part off as another's."""
    renamed = ENVELOPE.replace(b"\x03one", b"\x03two", 1)
    assert renamed != ENVELOPE
    with pytest.raises(CannotOpen):
        open_envelope(renamed, ROW, {"two": ONE["one"]})


def test_cut_short_anywhere_it_does_not_open() -> None:
    for end in [*range(12), *range(12, len(ENVELOPE), 97), len(ENVELOPE) - 1]:
        with pytest.raises(CannotOpen):
            open_envelope(ENVELOPE[:end], ROW, ONE)


def test_with_bytes_added_it_does_not_open() -> None:
    for more in (b"\0", b"x" * 100):
        with pytest.raises(CannotOpen):
            open_envelope(ENVELOPE + more, ROW, ONE)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
def test_a_flipped_byte_anywhere_does_not_open(at: int, flip: int) -> None:
    damaged = bytearray(ENVELOPE)
    damaged[at] ^= flip
    with pytest.raises(CannotOpen):
        open_envelope(bytes(damaged), ROW, ONE)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_noise_does_not_open(noise: bytes) -> None:
    for envelope in (noise, b"RS1" + noise):
        with pytest.raises(CannotOpen):
            open_envelope(envelope, ROW, ONE)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=20), st.text(max_size=3000) | st.booleans(), max_size=6))
def test_whatever_is_sealed_comes_back_as_it_was(answers: Answers) -> None:
    assert open_envelope(seal(answers, ROW, ONE_PUBLIC), ROW, ONE) == answers


def test_the_same_words_sealed_twice_are_not_the_same_bytes() -> None:
    assert seal(ANSWERS, ROW, ONE_PUBLIC) != seal(ANSWERS, ROW, ONE_PUBLIC)


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(CannotSeal):
        seal(ANSWERS, ROW, {})


@pytest.mark.parametrize(
    "text", ["nonsense", "day:", ":AAAA", "ID:AAAA", "one:AAAA", "one:%%%", "a" * 41 + ":AAAA"]
)
def test_a_key_that_is_not_one_is_refused_without_showing_it(text: str) -> None:
    for parse in (parse_private, parse_public):
        with pytest.raises(UnusableKey) as refused:
            parse(text)
        assert text not in str(refused.value)


def test_a_public_key_of_the_right_length_that_is_none_is_refused_too() -> None:
    _private, public = generate("one")
    damaged = "one:" + "_" * (len(public) - 8) + public[-4:]
    with pytest.raises(UnusableKey):
        parse_public(damaged)
