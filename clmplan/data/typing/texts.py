"""Texts, choices, truth words and keys: plain forms, and which words stand for nothing."""

from __future__ import annotations

import re
from unicodedata import normalize

from clmplan.base.diagnostics import Code
from clmplan.codes.set_aside import (
    KEY_WITH_SPACES,
    LOST_DIGITS,
    MISSING_VALUE,
    NOT_YES_NO,
    TOO_LONG,
    UNKNOWN_CHOICE,
)

TEXT_LIMIT = 1000
KEY_LIMIT = 200
# A spreadsheet writes a long number this way, and its last digits are gone.
LOST = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+")
# What stands for nothing, after NFKC and in small letters.
NOTHING = frozenset(
    {"", "n/a", "#n/a", "na", "null", "#null!", "(null)", "<null>", "none", "nan", "nat", "\\n"}
    | {"无", "空", "暂无", "-", "--", "—", "——"}
)
YES = frozenset(
    {"yes", "true", "1", "1.0", "y", "t", "on", "是", "有", "对", "真", "√", "✓", "✔"}
    | {"同意", "已同意", "接受", "已接受", "允许", "已允许", "开", "开启", "已开启", "订阅", "已订阅"}
)
NO = frozenset(
    {"no", "false", "0", "0.0", "n", "f", "off", "否", "无", "没有", "不是", "假", "×", "✗", "✘"}
    | {"不同意", "未同意", "拒绝", "已拒绝", "不接受", "不允许", "关", "关闭", "已关闭", "未开启"}
    | {"未订阅", "退订", "已退订"}
)
# Byte order marks, joiners and marks of direction: they show nothing and come with copied text.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"


def plain(text: str) -> str:
    """A text in NFKC without white space or invisible marks around it."""
    if text.isascii():
        return text.strip()
    text = normalize("NFKC", text).strip()
    return text.strip(INVISIBLE).strip() if text[:1] in INVISIBLE or text[-1:] in INVISIBLE else text


def composed(text: str) -> str:
    """A text in NFC."""
    return text if text.isascii() else normalize("NFC", text)


def is_nothing(word: str) -> bool:
    """Whether a plain word stands for a missing value, such as `N/A`."""
    return len(word) <= 6 and word.lower() in NOTHING


def read_text(text: str) -> str | Code | None:
    """A text in NFC; only an empty one is missing, `N/A` is a text."""
    if not text or text.isspace():
        return None
    if len(text) > TEXT_LIMIT:
        return TOO_LONG
    return LOST_DIGITS if "E+" in text and LOST.fullmatch(text.strip()) else composed(text)


def read_choice(text: str, choices: frozenset[str]) -> str | Code | None:
    """A choice as it is declared; a choice may be called `无`."""
    if len(text) > TEXT_LIMIT:
        return TOO_LONG
    choice = composed(text.strip())
    if choice in choices:
        return choice
    return None if is_nothing(plain(text)) else UNKNOWN_CHOICE


def read_yes_no(text: str) -> bool | Code | None:
    """A truth value; `无` says no."""
    if len(text) > TEXT_LIMIT:
        return TOO_LONG
    word = plain(text).lower()
    if word in YES or word in NO:
        return word in YES
    return None if is_nothing(word) else NOT_YES_NO


def read_key(text: str) -> str | Code:
    """A customer's key in NFC; a key that differs from another only by a space or an invisible mark is not used."""
    if not text or text.isspace():
        return MISSING_VALUE
    if text != text.strip() or text[0] in INVISIBLE or text[-1] in INVISIBLE:
        return KEY_WITH_SPACES
    if len(text) > KEY_LIMIT:
        return TOO_LONG
    return LOST_DIGITS if "E+" in text and LOST.fullmatch(text) else composed(text)
