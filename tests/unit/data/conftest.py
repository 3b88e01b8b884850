"""Fixtures of the data room: shops on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from data_shop import CONTACTS, CUSTOMERS, FILES, ORDERS, SUPPRESSED, TOP, Shop, project_of


@pytest.fixture
def make_shop(tmp_path: Path) -> Callable[..., Shop]:
    """A shop whose project file has these data blocks; all standard files are written."""

    def make(*blocks: str) -> Shop:
        shop = Shop(tmp_path, project_of(TOP + "".join(blocks or (CUSTOMERS, ORDERS, CONTACTS, SUPPRESSED))))
        (tmp_path / "data").mkdir(exist_ok=True)
        for name, text in FILES.items():
            shop.put(name, text)
        return shop

    return make


@pytest.fixture
def shop(make_shop: Callable[..., Shop]) -> Shop:
    """The whole standard shop."""
    return make_shop()
