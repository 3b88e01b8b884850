"""A list of pseudonymous ids, written only when asked for; its key stays outside the project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from clmplan.census.pseudonyms import KEY_BYTES, pseudonyms
from clmplan.cli.session import Stop
from clmplan.cli.speak import ENVIRONMENT, FINDINGS, err, show
from clmplan.codes.audience_words import KEY_INSIDE_PROJECT, KEY_REASONS, KEY_UNUSABLE, SAYS

VARIABLE = "CLMPLAN_ID_KEY"


def write_list(keys: tuple[str, ...], target: Path, key: Path | None, root: Path, locale: str) -> None:
    """Write one pseudonymous id per line; otherwise says what is wrong and stops."""
    from clmplan.workspace.files import write_all

    place = key or _usual_place()
    if place.resolve().is_relative_to(root.resolve()):
        show((KEY_INSIDE_PROJECT.at(None, file=place),), locale)
        raise Stop(FINDINGS)
    secret = _secret(place, locale)
    lines = "".join(f"{one}\n" for one in ("id", *pseudonyms(keys, secret)))
    written = write_all(target.parent, {target.name: lines.encode()})
    if written.has_errors:
        show(written.diagnostics, locale)
        raise Stop(ENVIRONMENT)
    err(SAYS["listed"].fill(locale, {"count": f"{len(keys):,}", "file": str(target), "key": str(place)}))


def _usual_place() -> Path:
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "clmplan" / "id.key"


def _secret(place: Path, locale: str) -> bytes:
    """The bytes of the key, made when there is none; only its owner may read it."""
    try:
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "wb") as file:
                file.write(os.urandom(KEY_BYTES).hex().encode())
            err(SAYS["new_key"].fill(locale, {"key": str(place)}))
    except OSError:
        _refuse(place, "unwritable", locale)
    try:
        secret = place.read_bytes().strip()
    except OSError:
        _refuse(place, "unreadable", locale)
    if len(secret) < KEY_BYTES:
        _refuse(place, "short", locale)
    return secret


def _refuse(place: Path, reason: str, locale: str) -> NoReturn:
    show((KEY_UNUSABLE.at(None, file=place, reason=KEY_REASONS[reason], bytes=KEY_BYTES),), locale)
    raise Stop(ENVIRONMENT)
