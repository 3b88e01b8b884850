"""Addresses and short codes as a campaign writes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from clmplan.codes.links import NOT_A_CODE, NOT_AN_ADDRESS
from clmplan.exporters.links import MOST_OF_CODE
from clmplan.language.phrases import Match
from clmplan.language.scope import Scope
from clmplan.language.shapes import Filled

_CODE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MOST_OF_CODE - 1}}}")
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f<>\"`{}|\\^]")


def read_link(filled: Filled, scope: Scope) -> str | None:
    """The address of the line `link`."""
    match = filled.one("link")
    return link_in(match, "text", scope) if match else None


def link_in(match: Match, slot: str, scope: Scope) -> str | None:
    """The address in a slot; one that is no address of a page is said."""
    text = match.get(slot)
    if not isinstance(text, str):
        return None
    if not _is_address(text):
        scope.say(NOT_AN_ADDRESS.at(match.places[slot], link=text))
    return text


def read_code(filled: Filled, scope: Scope) -> str | None:
    """The short name of `code`; one that links or WeChat cannot carry is said."""
    match = filled.one("code")
    if match is None:
        return None
    slot = "word" if match.get("word") else "text"
    text = str(match.get(slot) or "")
    if not _CODE.fullmatch(text):
        scope.say(NOT_A_CODE.at(match.places[slot], code=text, most=MOST_OF_CODE))
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and is_whole and not _UNSAFE.search(text)
