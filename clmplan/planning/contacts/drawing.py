"""The draws of a plan, made when somebody is first asked about: most customers never come that far."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from clmplan.base.chance import threshold
from clmplan.planning.contacts.world import Index, Mask

_BYTES = 4
_EVERYBODY = "~"


class Digests:
    """The first 32 bits of `chance.digest` for each customer under one key, each computed once."""

    def __init__(self, key: str, customers: tuple[str, ...]) -> None:
        self._prefix, self._keys = f"{key}:".encode(), customers
        self._is_known: Mask = np.zeros(len(customers), dtype=np.bool_)
        self._found: NDArray[np.uint32] = np.zeros(len(customers), dtype=np.uint32)

    def of(self, customers: Index) -> NDArray[np.uint32]:
        """The digests of some customers; shape (customers,)."""
        fresh = customers[~self._is_known[customers]]
        if len(fresh):
            prefix, keys = self._prefix, self._keys
            joined = b"".join([sha256(prefix + keys[one].encode()).digest()[:_BYTES] for one in fresh.tolist()])
            self._found[fresh] = np.frombuffer(joined, dtype=">u4")
            self._is_known[fresh] = True
        return self._found[customers]


class Share:
    """Who falls inside a share under a key, asked by customers."""

    def __init__(self, key: str, share: Decimal, customers: tuple[str, ...]) -> None:
        self._digests, cut = Digests(key, customers), threshold(share)
        self._cut = None if cut == _EVERYBODY else int(cut, 16)

    def __getitem__(self, customers: Index) -> Mask:
        """Whether each of some customers is inside; shape (customers,)."""
        if self._cut is None:
            return np.ones(len(customers), dtype=np.bool_)
        return self._digests.of(customers) < np.uint32(self._cut)


class Nobody:
    """A share that nobody falls into."""

    def __getitem__(self, customers: Index) -> Mask:
        """Nobody is inside; shape (customers,)."""
        return np.zeros(len(customers), dtype=np.bool_)
