"""Data files read line by line: the part of YAML that they use is `key: value`, and blocks one level deep.

A whole YAML parser would cost more than everything else that a day table needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

Flat = dict[str, str | dict[str, str]]


def entries(text: str) -> Iterator[tuple[str, str]]:
    """The keys of a file without blocks, with their values."""
    for line in text.splitlines():
        if line and line[0] != "#":
            key, _, value = line.partition(": ")
            yield key, value


def read_flat(text: str) -> Flat:
    """The keys of a file: a value each, or a block of keys with values; ValueError for anything else."""
    found: Flat = {}
    block: dict[str, str] = {}
    for line in text.splitlines():
        if not line or line.lstrip().startswith("#"):
            continue
        key, sign, value = line.strip().partition(":")
        if not sign or (value and value[0] != " "):
            raise ValueError(f"`{line}` is no key with a value")
        if line[0] == " ":
            block[key] = value.strip()
        elif value:
            found[key] = value.strip()
        else:
            block = {}
            found[key] = block
    return found


def days_of(year: int, text: str) -> tuple[date, ...]:
    """Days of a year from months and days such as `01-01`, and ranges `10-01 .. 10-07`, both ends included."""
    found: list[date] = []
    parts = iter(text.split())
    for part in parts:
        if part == "..":
            last = _day(year, next(parts))
            while found[-1] < last:
                found.append(found[-1] + timedelta(days=1))
        else:
            found.append(_day(year, part))
    return tuple(found)


def _day(year: int, text: str) -> date:
    return date(year, int(text[:2]), int(text[3:]))
