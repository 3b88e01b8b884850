"""Looking up one of several declared things by its name."""

from __future__ import annotations

from typing import Protocol, TypeVar


class Named(Protocol):
    """Anything with a name."""

    @property
    def name(self) -> str:
        """Its name, unique among its kind."""
        ...


N = TypeVar("N", bound=Named)


def named(declared: tuple[N, ...], name: str) -> N:
    """The one of that name; LookupError when there is none."""
    for one in declared:
        if one.name == name:
            return one
    raise LookupError(name)
