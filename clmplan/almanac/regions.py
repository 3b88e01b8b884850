"""The regions of the room: a module of two letters is a region, read when somebody asks for it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from clmplan import almanac
from clmplan.almanac.region import Region

EVERYWHERE = ""
_CODE_LENGTH = 2


@cache
def known_regions() -> tuple[str, ...]:
    """The codes of the regions whose days off are on file, sorted."""
    names = (info.name for info in iter_modules(almanac.__path__))
    return tuple(sorted(name.upper() for name in names if len(name) == _CODE_LENGTH))


def region_of(code: str) -> Region:
    """A region by its code, "" for days that belong to none; LookupError when there is no such region."""
    if code != EVERYWHERE and code not in known_regions():
        raise LookupError(code)
    return _region(code)


@cache
def _region(code: str) -> Region:
    found: Region = import_module(f"clmplan.almanac.{code.lower() or 'everywhere'}").REGION
    return found


def search_order(regions: tuple[str, ...]) -> tuple[str, ...]:
    """Where a name is looked for: the regions' own meaning of it, then everywhere, then other regions."""
    return tuple(dict.fromkeys((*regions, EVERYWHERE, *known_regions())))
