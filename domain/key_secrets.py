"""Secrets of API keys: a prefix, 256 random bits and a checksum, so that scanners recognise leaked ones offline.

`cmq_`, the random bits in 43 digits of base 62 (0-9, A-Z, a-z), and in 6 more the CRC-32 of those 43 characters.
Secrets of version 0.2 have 43 characters of base64url after the prefix and no checksum; they remain valid.
"""

from __future__ import annotations

import re
import secrets
import string
from base64 import urlsafe_b64encode
from hmac import digest
from zlib import crc32

PREFIX = "cmq_"
DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
RANDOM_BITS, RANDOM_LENGTH, CHECKSUM_LENGTH = 256, 43, 6
FORM = re.compile(f"{PREFIX}([0-9A-Za-z]{{{RANDOM_LENGTH}}})([0-9A-Za-z]{{{CHECKSUM_LENGTH}}})", re.ASCII)
OLD_FORM = re.compile(f"{PREFIX}[0-9A-Za-z_-]{{1,48}}", re.ASCII)

SENDER_MARK = "."
"""Separates a salt from the mark of the secret that derives with it. Salts of version 0.2 have none."""


def base62(number: int, length: int) -> str:
    """A number in this many digits of base 62."""
    text = ""
    for _ in range(length):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text


def write_secret(bits: int) -> str:
    """The secret with these 256 bits."""
    text = base62(bits, RANDOM_LENGTH)
    return f"{PREFIX}{text}{base62(crc32(text.encode()), CHECKSUM_LENGTH)}"


def new_secret() -> str:
    """A random secret."""
    return write_secret(secrets.randbits(RANDOM_BITS))


def new_salt(secret: str) -> str:
    """A random salt, to derive another secret from this one."""
    return f"{secrets.token_urlsafe(32)}{SENDER_MARK}{mark_of(secret)}"


def mark_of(secret: str) -> str:
    """A text that tells this secret from others, and tells nothing about it (HMAC-SHA-256)."""
    return digest(secret.encode(), b"mark", "sha256").hex()[:16]


def derived_secret(secret: str, salt: str) -> str | None:
    """The secret that only the holder of another secret can derive from the salt; None if that is not `secret`."""
    code = digest(secret.encode(), salt.encode(), "sha256")
    _, mark, sender = salt.partition(SENDER_MARK)
    if not mark:
        return PREFIX + urlsafe_b64encode(code).rstrip(b"=").decode()
    return write_secret(int.from_bytes(code, "big")) if sender == mark_of(secret) else None


def is_well_formed(text: str) -> bool:
    """Whether a text can be a secret: its checksum is right, or it is shorter and has none, as those of version 0.2."""
    match = FORM.fullmatch(text)
    if match is None:
        return OLD_FORM.fullmatch(text) is not None
    checksum = 0
    for character in match[2]:
        checksum = checksum * len(DIGITS) + DIGITS.index(character)
    return checksum == crc32(match[1].encode())
