"""The checks of a day, in order."""

from __future__ import annotations

from enum import Enum


class Step(Enum):
    """The steps between an audience and its contacts, in the order of a day."""

    CONSENT = "consent"
    ENTRY = "entry"
    OFFER = "offer"
    SUPPRESSED = "suppressed"
    HOLDOUT = "holdout"
    POLICY = "policy"
    CAPACITY = "capacity"
    BUDGET = "budget"
