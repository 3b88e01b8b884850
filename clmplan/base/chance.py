"""Keyed draws: chance that depends on who and why, never on row order."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HEX_DIGITS = 8


def digest(key: str, customer: str) -> str:
    """The first eight hex digits of sha256(`key:customer`): the same on every engine that has sha256."""
    return sha256(f"{key}:{customer}".encode()).hexdigest()[:_HEX_DIGITS]


def threshold(share: Decimal) -> str:
    """The eight hex digits below which a digest falls inside a share (0 ≤ share ≤ 1); `~` includes all."""
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {share}")
    cut = int(share * 16**_HEX_DIGITS)
    return "~" if cut == 16**_HEX_DIGITS else f"{cut:0{_HEX_DIGITS}x}"


def is_drawn(key: str, customer: str, share: Decimal) -> bool:
    """Whether a customer falls inside a share under an experiment's own key."""
    return digest(key, customer) < threshold(share)


def customer_seeds(customers: tuple[str, ...]) -> NDArray[np.uint64]:
    """One 64-bit number per customer key, from its text alone; shape (customers,)."""
    import numpy as np

    joined = b"".join(sha256(key.encode()).digest()[:8] for key in customers)
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64)


def mixed(seeds: NDArray[np.uint64], *counters: int) -> NDArray[np.uint64]:
    """Seeds scrambled with counters (splitmix64 finaliser, Steele, Lea & Flood 2014); same shape."""
    import numpy as np

    state = seeds.astype(np.uint64, copy=True)
    for counter in counters:
        state += np.uint64((counter * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) % 2**64)
        state ^= state >> np.uint64(30)
        state *= np.uint64(0xBF58476D1CE4E5B9)
        state ^= state >> np.uint64(27)
        state *= np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    return state


def uniform(seeds: NDArray[np.uint64], *counters: int) -> NDArray[np.float64]:
    """Numbers in [0, 1), one per seed, decided by the seed and the counters alone; same shape."""
    import numpy as np

    return (mixed(seeds, *counters) >> np.uint64(11)).astype(np.float64) * 2.0**-53
