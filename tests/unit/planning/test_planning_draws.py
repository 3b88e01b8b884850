"""Draws made when first asked for: the very digests of `chance`, whoever is asked about in whatever order."""

from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clmplan.base.chance import digest, is_drawn
from clmplan.planning.contacts.drawing import Digests, Nobody, Share

KEYS = tuple(f"客户{number}" if number % 3 else f"c-{number}" for number in range(40))
ASKED = st.lists(st.lists(st.integers(0, len(KEYS) - 1), unique=True, max_size=12), max_size=4)


@given(st.text(max_size=6), ASKED)
def test_digests_are_those_of_chance_in_any_order(key, asked) -> None:
    digests = Digests(key, KEYS)
    for customers in asked:
        expected = [int(digest(key, KEYS[one]), 16) for one in customers]
        assert expected == digests.of(np.array(customers, dtype=np.int32)).tolist()


@given(st.text(max_size=6), st.decimals(0, 1, places=4), ASKED)
def test_a_share_holds_whom_chance_draws(key, share, asked) -> None:
    drawn = Share(key, share, KEYS)
    for customers in asked:
        expected = [is_drawn(key, KEYS[one], Decimal(share)) for one in customers]
        assert expected == drawn[np.array(customers, dtype=np.int32)].tolist()


def test_without_a_holdout_nobody_is_kept_out() -> None:
    assert [False, False] == Nobody()[np.array([3, 5], dtype=np.int32)].tolist()
