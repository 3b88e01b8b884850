"""Rooms of kinds: each module of a package contributes its members, nobody registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TypeVar

T = TypeVar("T")


def members(room: str, kind: type[T], name: Callable[[T], str]) -> Mapping[str, T]:
    """All module-level instances of a kind in a package, by name, sorted; ValueError on a duplicate name."""
    package = import_module(room)
    found: dict[str, T] = {}
    for module_info in sorted(iter_modules(package.__path__), key=lambda info: info.name):
        module = import_module(f"{room}.{module_info.name}")
        for value in vars(module).values():
            if not isinstance(value, kind):
                continue
            if found.get(name(value), value) is not value:
                raise ValueError(f"two members of {room} are called {name(value)}")
            found[name(value)] = value
    return MappingProxyType(dict(sorted(found.items())))
