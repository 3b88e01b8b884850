"""Customers who were purged: nothing but salted digests of their keys is remembered."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from re import fullmatch

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes.data import FILE_UNREADABLE
from clmplan.data.imported.work import PurgeList

NAME = "purged.json"


class UnreadableListError(ValueError):
    """The list is damaged or out of reach, and none of those on it may come back."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path

    @property
    def finding(self) -> Diagnostic:
        """What to tell about it."""
        return FILE_UNREADABLE.at(None, file=f"{self.path.parent.name}/{self.path.name}")


def read_purged(home: Path | None) -> PurgeList:
    """The purged customers of a project; UnreadableListError when there is a list that cannot be read."""
    path = home / NAME if home is not None else None
    if path is None:
        return PurgeList()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return PurgeList()
    except (OSError, ValueError, RecursionError):
        raise UnreadableListError(path) from None
    salt, digests = (kept.get("salt"), kept.get("digests")) if isinstance(kept, dict) else (None, None)
    if not isinstance(salt, str) or not isinstance(digests, list) or not all(map(_is_digest, digests)):
        raise UnreadableListError(path)
    return PurgeList(salt, frozenset(digests))


def is_purged(home: Path | None) -> Callable[[str], bool]:
    """Whether a customer's key is that of somebody who was purged."""
    purged = read_purged(home)
    return lambda key: bool(purged.digests) and digest(purged.salt, key) in purged.digests


def digest(salt: str, key: str) -> str:
    """The salted digest of a key, as the engine computes it too."""
    return sha256(f"{salt}:{key}".encode()).hexdigest()


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and fullmatch("[0-9a-f]{64}", value) is not None


def write_purged(home: Path, purged: PurgeList) -> None:
    """Keep the list; OSError when the folder takes no file."""
    path = home / NAME
    unfinished = path.with_name(f"{NAME}.{os.getpid()}.part")
    unfinished.write_text(json.dumps({"salt": purged.salt, "digests": sorted(purged.digests)}), encoding="utf-8")
    unfinished.chmod(0o600)
    unfinished.replace(path)
