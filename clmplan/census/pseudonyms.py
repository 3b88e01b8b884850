"""Customers under names that only the holder of a key can trace back: HMAC-SHA256 of the customer's key.

A plain digest would not do: whoever has all phone numbers of a prefix finds each one in a minute.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable

KEY_BYTES = 32
_DIGITS = 32


def pseudonyms(keys: Iterable[str], secret: bytes) -> tuple[str, ...]:
    """The first 32 hex digits of each customer's keyed digest, sorted; ValueError when the secret is too short."""
    if len(secret) < KEY_BYTES:
        raise ValueError("the secret is too short")
    return tuple(sorted(hmac.digest(secret, key.encode(), "sha256").hex()[:_DIGITS] for key in keys))
