"""The least that is needed before anything is learned, and before a season is believed."""

from __future__ import annotations

FEWEST_CUSTOMERS = 100  # with an order
FEWEST_REPEATING = 30  # with orders on two days or more
FEWEST_DAYS = 60  # from the first order of all to the day of the fit
FEWEST_VALUED = 30  # customers with an amount
FEWEST_RANKED = 50  # customers with an order, for fifths of them
SEASON_PERIODS = 13  # of four weeks each: a year of 52 weeks
FEWEST_IN_PERIOD = 20  # repeat orders expected in each of them
LEAST_GAIN = 2.0  # of log-likelihood, for the two parameters of leaving (Akaike)


def is_enough(customers: int, repeating: int, days: int) -> bool:
    """Whether a history holds the least that a model of buying is fitted on."""
    return customers >= FEWEST_CUSTOMERS and repeating >= FEWEST_REPEATING and days >= FEWEST_DAYS
