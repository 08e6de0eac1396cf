"""Secrets of API keys carry a checksum, and those of version 0.2 remain valid."""

from __future__ import annotations

import re
import secrets
from zlib import crc32

import pytest

from domain.key_secrets import DIGITS, derived_secret, is_well_formed, new_salt, new_secret, write_secret


def test_a_secret_is_the_prefix_43_random_characters_and_their_crc_32() -> None:
    secret = new_secret()
    match = re.fullmatch("cmq_([0-9A-Za-z]{43})([0-9A-Za-z]{6})", secret)
    assert match is not None
    value = 0
    for character in match[2]:
        value = value * 62 + DIGITS.index(character)
    assert value == crc32(match[1].encode())
    assert new_secret() != secret


def test_a_known_secret() -> None:
    """A scanner in another language must come to the same checksum."""
    assert write_secret(0) == f"cmq_{'0' * 43}2CZclj"


def test_the_smallest_and_the_largest_secret_have_the_same_length() -> None:
    both = [write_secret(bits) for bits in (0, 2**256 - 1)]
    assert [len(each) for each in both] == [53, 53]
    assert all(map(is_well_formed, both))


def test_a_changed_character_is_noticed() -> None:
    secret = new_secret()
    for place in range(4, len(secret)):
        other = "0" if secret[place] != "0" else "1"
        assert not is_well_formed(secret[:place] + other + secret[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "cmq_", "nothing", "xyz_" + "a" * 43, "cmq_" + "é" * 43, "cmq_ab cd", "cmq_" + "a" * 500]
)
def test_what_cannot_be_a_secret_is_refused(text: str) -> None:
    assert not is_well_formed(text)


def test_secrets_of_version_0_2_are_well_formed() -> None:
    assert all(is_well_formed("cmq_" + secrets.token_urlsafe(32)) for _ in range(100))


def test_only_the_secret_that_made_the_salt_derives_with_it() -> None:
    sender, other = new_secret(), new_secret()
    salt = new_salt(sender)
    derived = derived_secret(sender, salt)
    assert derived is not None
    assert is_well_formed(derived)
    assert derived_secret(sender, salt) == derived
    assert derived_secret(sender, new_salt(sender)) != derived
    assert derived_secret(other, salt) is None


def test_a_salt_of_version_0_2_gives_the_secret_of_version_0_2() -> None:
    """HMAC-SHA-256 of the salt, in base64url."""
    assert derived_secret("cmq_sender", "salt") == "cmq_ZE735nShdmHlvYv0gqMFI8aswZxJ2FAKOdoIIMeRNUo"
