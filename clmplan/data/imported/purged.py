"""Customers who were purged: nothing but salted digests of their keys is remembered."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from clmplan.data.imported.work import PurgeList

NAME = "purged.json"


def read_purged(home: Path | None) -> PurgeList:
    """The purged customers of a project; ValueError when the list is damaged, because none of them may come back."""
    path = home / NAME if home is not None else None
    if path is None or not path.is_file():
        return PurgeList()
    kept = json.loads(path.read_text(encoding="utf-8"))
    return PurgeList(str(kept["salt"]), frozenset(str(digest) for digest in kept["digests"]))


def is_purged(home: Path | None) -> Callable[[str], bool]:
    """Whether a customer's key is that of somebody who was purged."""
    purged = read_purged(home)
    return lambda key: bool(purged.digests) and digest(purged.salt, key) in purged.digests


def digest(salt: str, key: str) -> str:
    """The salted digest of a key, as the engine computes it too."""
    return sha256(f"{salt}:{key}".encode()).hexdigest()


def write_purged(home: Path, purged: PurgeList) -> None:
    """Keep the list; OSError when the folder takes no file."""
    path = home / NAME
    unfinished = path.with_name(f"{NAME}.{os.getpid()}.part")
    unfinished.write_text(json.dumps({"salt": purged.salt, "digests": sorted(purged.digests)}), encoding="utf-8")
    unfinished.chmod(0o600)
    unfinished.replace(path)
