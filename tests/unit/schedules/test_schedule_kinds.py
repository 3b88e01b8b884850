"""What each kind of schedule means, one example at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clmplan.almanac.table import day_table, named_days
from clmplan.base.days import Duration, Unit, Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.expression import CustomerField, EventDay, Type
from clmplan.model.schedule import NamedDay, OwnDate, Passage, ScheduleContext
from tests.unit.planning_schedule.calendar_playbooks import HORIZON, KINDS, built, plain_table

BIRTHDAY = CustomerField("birthday", Type.DATE, True)
LAST_ORDER = EventDay("orders", "last")
YEAR_2026 = Window(date(2026, 1, 1), date(2027, 1, 1))


def refusal(kind: str, **slots: object) -> object:
    return KINDS[kind].build(ScheduleContext(HORIZON.start, plain_table()), slots)


def test_listed_dates_come_sorted_and_once() -> None:
    schedule = built("dated", days=(date(2026, 12, 12), date(2026, 11, 11), date(2026, 11, 11)))
    assert (date(2026, 11, 11), date(2026, 12, 12)) == schedule.days(HORIZON)


def test_every_two_weeks_on_tuesday_counts_from_the_first_tuesday() -> None:
    schedule = built("recurring", step=Duration(2, Unit.WEEKS), weekdays=(1,), start=date(2026, 11, 18))
    assert (date(2026, 11, 24), date(2026, 12, 8), date(2026, 12, 22)) == schedule.days(HORIZON)


def test_without_a_start_a_repetition_counts_from_the_context() -> None:
    schedule = built("recurring", start=date(2026, 10, 1), step=Duration(45, Unit.DAYS))
    assert (date(2026, 10, 1), date(2026, 11, 15), date(2026, 12, 30)) == schedule.days(HORIZON)


def test_the_last_day_of_a_repetition_is_included() -> None:
    schedule = built("recurring", step=Duration(1, Unit.WEEKS), start=date(2026, 10, 5), end=date(2026, 10, 19))
    assert (date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19)) == schedule.days(HORIZON)


def test_months_clamp_from_the_first_day_of_the_month_not_from_the_last_one() -> None:
    schedule = built("recurring", step=Duration(1, Unit.MONTHS), start=date(2026, 1, 31))
    expected = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))
    assert expected == schedule.days(Window(date(2026, 1, 1), date(2026, 5, 1)))


def test_a_day_of_the_month_already_past_waits_for_the_next_month() -> None:
    schedule = built("recurring", step=Duration(2, Unit.MONTHS), month_days=(5,), start=date(2026, 10, 6))
    assert (date(2026, 11, 5),) == schedule.days(HORIZON)


def test_a_yearly_leap_day_falls_on_the_28th_and_comes_back_to_the_29th() -> None:
    schedule = built("recurring", step=Duration(1, Unit.YEARS), start=date(2024, 2, 29))
    days = schedule.days(Window(date(2024, 1, 1), date(2029, 1, 1)))
    assert [str(day) for day in days] == ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_a_named_day_fires_every_year() -> None:
    listed = tuple(named.day for named in named_days("black_friday", ()))
    schedule = built("named_day", named=listed)
    assert (date(2025, 11, 28), date(2026, 11, 27)) == schedule.days(Window(date(2025, 1, 1), date(2027, 1, 1)))


def test_days_before_a_named_day_are_civil_days() -> None:
    listed = tuple(named.day for named in named_days("双十一", ()))
    schedule = built("named_day", named=listed, distance=Duration(15, Unit.DAYS), side="before")
    assert (date(2026, 10, 27),) == schedule.days(YEAR_2026)


def test_workdays_before_a_named_day_skip_days_off_and_count_made_up_workdays() -> None:
    table = day_table(("CN",), YEAR_2026)
    schedule = built(
        "named_day", table=table, named=(date(2026, 10, 12),), distance=Duration(3, Unit.WORKDAYS), side="before"
    )
    assert (date(2026, 10, 8),) == schedule.days(YEAR_2026), "Saturday the 10th is a made-up work day"


def test_a_named_day_that_is_not_verified_is_estimated() -> None:
    moon = NamedDay(date(2026, 11, 3), (("en", "moon"), ("zh", "月")), False, False, "rumour")
    schedule = built("named_day", table=plain_table(named=(moon,)), named=(moon.day,))
    assert schedule.is_estimated(moon.day)
    assert not schedule.is_estimated(date(2026, 11, 4))


def test_days_after_the_last_order_reach_the_customers_of_one_date() -> None:
    schedule = built("anchored", anchor=LAST_ORDER, distance=Duration(30, Unit.DAYS), side="after")
    assert frozenset({date(2026, 10, 2)}) == schedule.anchors_on(date(2026, 11, 1))
    assert schedule.trigger == OwnDate(LAST_ORDER)
    assert tuple(HORIZON) == schedule.days(HORIZON)


def test_a_month_after_the_end_of_january_gathers_four_dates() -> None:
    schedule = built("anchored", anchor=LAST_ORDER, distance=Duration(1, Unit.MONTHS), side="after")
    expected = frozenset(date(2026, 1, day) for day in (28, 29, 30, 31))
    assert expected == schedule.anchors_on(date(2026, 2, 28))
    assert frozenset() == schedule.anchors_on(date(2026, 3, 31)), "no day of February lies a month before it"


def test_an_anniversary_leaves_out_the_year_of_the_date_itself() -> None:
    schedule = built("anniversary", anchor=BIRTHDAY)
    found = schedule.anchors_on(date(2026, 10, 5))
    assert date(2025, 10, 5) in found
    assert date(2026, 10, 5) not in found
    assert date(1906, 10, 5) in found
    assert len(found) == 120


def test_a_birthday_on_29_february_falls_on_the_28th_in_plain_years_only() -> None:
    schedule = built("anniversary", anchor=BIRTHDAY, distance=Duration(7, Unit.DAYS), side="before")
    assert date(1996, 2, 29) in schedule.anchors_on(date(2026, 2, 21))
    assert date(1996, 2, 29) not in schedule.anchors_on(date(2028, 2, 21))
    assert date(1996, 2, 29) in schedule.anchors_on(date(2028, 2, 22))


def test_entering_names_lifecycle_stage_and_days() -> None:
    schedule = built("entering", group=("main", "dormant"), distance=Duration(2, Unit.WEEKS))
    assert schedule.trigger == Passage("main", "dormant")
    assert tuple(HORIZON) == schedule.days(HORIZON)
    assert frozenset({HORIZON.start - timedelta(days=14)}) == schedule.anchors_on(HORIZON.start)


@pytest.mark.parametrize(
    ("expected", "kind", "slots"),
    [
        (say.STEP_TOO_SMALL, "recurring", {"step": Duration(0, Unit.DAYS)}),
        (say.STEP_OF_WORKDAYS, "recurring", {"step": Duration(2, Unit.WORKDAYS)}),
        (say.DISTANCE_TOO_LONG, "recurring", {"step": Duration(101, Unit.YEARS)}),
        (say.WEEKDAY_WITHOUT_WEEKS, "recurring", {"step": Duration(3, Unit.DAYS), "weekdays": (0,)}),
        (say.DAY_WITHOUT_MONTHS, "recurring", {"step": Duration(3, Unit.WEEKS), "month_days": (3,)}),
        (say.DAY_OUT_OF_RANGE, "recurring", {"step": Duration(1, Unit.MONTHS), "month_days": (32,)}),
        (say.ENDS_BEFORE_START, "recurring", {"step": Duration(1, Unit.DAYS), "end": date(2026, 9, 30)}),
        (say.NAMED_DAY_DISTANCE, "named_day", {"named": (), "distance": Duration(1, Unit.MONTHS)}),
        (say.DISTANCE_TOO_LONG, "named_day", {"named": (), "distance": Duration(40_000, Unit.DAYS)}),
        (say.NEGATIVE_DISTANCE, "named_day", {"named": (), "distance": Duration(-1, Unit.DAYS)}),
        (say.TOO_FEW_IN_A_MONTH, "recurring", {"places": ((6, 0),)}),
        (say.TOO_FEW_IN_A_MONTH, "recurring", {"places": ((24, None),)}),
        (
            say.EMPTY_SEASON,
            "seasonal",
            {"season": ((date(2026, 11, 11), Window(date(2026, 11, 11), date(2026, 11, 12))),), "weekdays": (0,)},
        ),
        (say.OFFER_NEVER_EXPIRES, "offer_expiry", {"offer": "gift"}),
        (say.OFFER_NOT_GIVEN_YET, "offer_given", {"offer": "gift"}),
        (say.EVENT_NOT_KNOWN_YET, "each_event", {"event": "orders"}),
        (say.ENDS_BEFORE_START, "workdays", {"end": date(2026, 9, 30)}),
        (say.NEGATIVE_DISTANCE, "anchored", {"anchor": BIRTHDAY, "distance": Duration(-1, Unit.DAYS)}),
        (say.DISTANCE_TOO_LONG, "anchored", {"anchor": BIRTHDAY, "distance": Duration(101, Unit.YEARS)}),
        (say.EVENT_NOT_KNOWN_YET, "anchored", {"anchor": LAST_ORDER}),
        (
            say.EVENT_NOT_KNOWN_YET,
            "anchored",
            {"anchor": LAST_ORDER, "distance": Duration(1, Unit.DAYS), "side": "before"},
        ),
        (say.NEGATIVE_DISTANCE, "anniversary", {"anchor": BIRTHDAY, "distance": Duration(-1, Unit.DAYS)}),
        (say.DISTANCE_TOO_LONG, "anniversary", {"anchor": BIRTHDAY, "distance": Duration(1201, Unit.MONTHS)}),
        (say.NEGATIVE_DISTANCE, "entering", {"group": ("main", "new"), "distance": Duration(-1, Unit.DAYS)}),
        (say.DISTANCE_TOO_LONG, "entering", {"group": ("main", "new"), "distance": Duration(40_000, Unit.DAYS)}),
    ],
)
def test_what_cannot_be_is_said_in_words(expected: Wording, kind: str, slots: dict[str, object]) -> None:
    assert expected is refusal(kind, **slots)


def test_a_slot_of_the_wrong_type_is_a_bug() -> None:
    with pytest.raises(TypeError, match="slot step"):
        refusal("recurring", step=3)
    with pytest.raises(TypeError, match="slot days"):
        refusal("dated", days=("2026-11-11",))


def test_every_kind_has_examples_in_both_languages_and_shows_them_in_its_docstring() -> None:
    assert list(KINDS) == [
        *("anchored", "anniversary", "dated", "each_event", "entering", "leaving", "lunar_anniversary", "named_day"),
        *("offer_expiry", "offer_given", "recurring", "seasonal", "workdays"),
    ]
    for kind in KINDS.values():
        assert kind.examples
        for english, chinese in kind.examples:
            assert english.startswith("on ")
            assert chinese.startswith("于 ")


def test_days_of_the_month_are_named_by_their_month_and_place_in_it() -> None:
    schedule = built("recurring", step=Duration(1, Unit.MONTHS), month_days=(1, 15), start=date(2026, 10, 10))
    found = schedule.days(HORIZON)
    assert [str(day) for day in found] == ["2026-10-15", "2026-11-01", "2026-11-15", "2026-12-01", "2026-12-15"]
    names = [schedule.occurrence(day) for day in found]
    assert names == ["2026-10-2", "2026-11", "2026-11-2", "2026-12", "2026-12-2"]


@pytest.mark.parametrize(
    ("names", "slots"),
    [
        (["2026-10", "2026-11", "2026-12"], {"period": "every month", "month_days": (31,)}),
        (["2026-10", "2026-12"], {"step": Duration(2, Unit.MONTHS), "month_days": (31,)}),
        (["2026-W40-2", "2026-W41", "2026-W41-2"], {"weekdays": (0, 3), "end": date(2026, 10, 8)}),
        (["2026-10-01", "2026-10-02"], {"period": "every day", "end": date(2026, 10, 2)}),
        (["2026-10-01", "2026-10-31"], {"step": Duration(30, Unit.DAYS), "end": date(2026, 11, 1)}),
        (["1", "2"], {"step": Duration(30, Unit.DAYS), "start": HORIZON.start, "end": date(2026, 11, 1)}),
        (["2026"], {"period": "every year"}),
    ],
)
def test_what_repeats_is_named_by_its_period_and_never_by_a_count_from_the_horizon(
    names: list[str], slots: dict[str, object]
) -> None:
    schedule = KINDS["recurring"].build(ScheduleContext(HORIZON.start, plain_table()), slots)
    assert names == [schedule.occurrence(day) for day in schedule.days(HORIZON)]


def test_an_offer_is_never_said_to_expire_on_the_day_it_is_given_or_before() -> None:
    far = Duration(3, Unit.WORKDAYS)
    schedule = built("offer_expiry", valid={"gift": 6}, offer="gift", distance=far, side="before")
    friday = date(2026, 11, 6)
    assert friday not in schedule.anchors_on(friday), "given on Friday it ends on Wednesday, 3 workdays after Friday"
    assert date(2026, 11, 9) in schedule.anchors_on(date(2026, 11, 11))


def test_every_second_monday_is_every_two_weeks() -> None:
    schedule = built("recurring", second="every second", weekdays=(0,), start=date(2026, 11, 1))
    assert [day.day for day in schedule.days(HORIZON)] == [2, 16, 30, 14, 28]


def test_the_fifth_monday_comes_only_in_months_that_have_one() -> None:
    schedule = built("recurring", places=((5, 0),), start=date(2026, 1, 1))
    assert [str(day) for day in schedule.days(YEAR_2026)] == ["2026-03-30", "2026-06-29", "2026-08-31", "2026-11-30"]
