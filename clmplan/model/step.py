"""The checks of a day, in order."""

from __future__ import annotations

from enum import Enum


class Step(Enum):
    """The steps between an audience and its contacts, in the order of a day."""

    SUPPRESSED = "suppressed"
    CONSENT = "consent"
    ENTRY = "entry"
    OFFER = "offer"
    HOLDOUT = "holdout"
    POLICY = "policy"
    CAPACITY = "capacity"
    BUDGET = "budget"
