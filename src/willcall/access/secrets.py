"""Secrets of tokens: made here, shown once, known afterwards by their hash alone."""

from __future__ import annotations

import hashlib
import secrets
import string
from typing import Final

LENGTH: Final = 64
ALPHABET: Final = string.ascii_lowercase + string.digits


def fresh_secret() -> str:
    """A new secret of 330 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def hash_of(secret: str) -> bytes:
    """What is stored. A fast hash suffices: a secret of this size cannot be found by trying."""
    return hashlib.sha256(secret.encode()).digest()
