"""Written telephone numbers: eleven digits of mainland China, or `+` and the digits of any other country."""

from __future__ import annotations

import re

from clmplan.base.diagnostics import Code
from clmplan.codes.set_aside import LOST_DIGITS, NOT_A_PHONE, TOO_LONG
from clmplan.data.typing.texts import INVISIBLE, TEXT_LIMIT, is_nothing, plain

_LOST = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
# Spreadsheets mark texts by an apostrophe or a formula, and numbers may have come through a decimal column.
_WRAPPED = re.compile(r"""='?"([^"]*)"|'([^']*)""")
_DECIMAL = re.compile(r"(\+?[0-9]+)\.0+")
_BETWEEN = re.compile(rf"[\s\-./()·‐‑–—{INVISIBLE}]")
_MAINLAND = re.compile(r"(?:\+86|0086|86)?(1[3-9][0-9]{9})")
_ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")


def read_phone(text: str) -> str | Code | None:
    """A telephone number without separators, and without 86 before a mobile number of mainland China."""
    if len(text) > TEXT_LIMIT:
        return TOO_LONG
    word = plain(text)
    if is_nothing(word):
        return None
    if wrapped := _WRAPPED.fullmatch(word):
        word = (wrapped[1] or wrapped[2] or "").strip()
    if _LOST.fullmatch(word):
        return LOST_DIGITS
    if decimal := _DECIMAL.fullmatch(word):
        word = decimal[1]
    # The zero in `+44 (0)20` is dialled inside the country only.
    digits = _BETWEEN.sub("", word.replace("(0)", "") if word.startswith("+") else word)
    if mobile := _MAINLAND.fullmatch(digits):
        return mobile[1]
    return digits if _ABROAD.fullmatch(digits) else NOT_A_PHONE
