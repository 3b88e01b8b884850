"""Looking up declared things by their names, and the lines they were written on."""

from __future__ import annotations

from typing import Protocol, TypeVar

from clmplan.base.source import Span

# Where the lines of a declaration stand, by the name of the line (`consent`, `capacity`, `entry`, …).
Places = tuple[tuple[str, Span], ...]


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """Its name, unique among its kind."""
        ...


class Written(Protocol):
    """A declaration that knows its place and those of its lines."""

    @property
    def at(self) -> Span | None:
        """Where the declaration begins."""
        ...

    @property
    def lines(self) -> Places:
        """Where its lines stand."""
        ...


N = TypeVar("N", bound=Named)


def named(declared: tuple[N, ...], name: str) -> N:
    """The one of that name; LookupError when there is none."""
    for one in declared:
        if one.name == name:
            return one
    raise LookupError(name)


def line_of(declared: Written, name: str) -> Span | None:
    """Where a line of a declaration stands; where the declaration begins when it has no such line."""
    return dict(declared.lines).get(name, declared.at)
