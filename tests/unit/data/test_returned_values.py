"""Numbers, amounts and words as teams write them into a calendar."""

from __future__ import annotations

import pytest

from clmplan.codes import actual_words as words
from clmplan.codes import sheet_words
from clmplan.data.returned.columns import columns_of, folded
from clmplan.data.returned.values import Refused, cost_reader, read_count, read_note, read_status
from clmplan.model.team.actual import VALUES, Status


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("1021", 1021), ("1021.0", 1021), ("1,021", 1021), ("１，０２１", 1021), ("1.2万", 12_000), ("1021人", 1021),
        ("30 人次", 30), ("12 people", 12), ("0", 0), ("-", None), ("—", None), ("无", None), ("N/A", None), ("", None),
    ],
)  # fmt: skip
def test_a_count_is_read_however_it_is_written(written: str, count: int | None):
    assert read_count(written) == count


@pytest.mark.parametrize(
    "written", ["-3", "1.5", "50%", "see mail", "¥30", "1 000,5", "2026-11-05", "true", "人", "1e99"]
)
def test_what_is_no_count_is_refused(written: str):
    assert isinstance(read_count(written), Refused)


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("45.5", 4550), ("45.945", 4594), ("45.955", 4596), ("1,234.50", 123_450), ("¥5", 500), ("5元", 500),
        ("1.2万元", 1_200_000), ("33.3333333333333", 3333), ("0", 0), ("人民币 5", 500), ("-", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_the_smallest_unit(written: str, minor: int | None):
    assert cost_reader("CNY")(written) == minor


@pytest.mark.parametrize("written", ["$5", "-5", "5%", "about 5", "(5)", "12,5"])
def test_what_is_no_amount_of_the_currency_is_refused(written: str):
    assert isinstance(cost_reader("CNY")(written), Refused)


@pytest.mark.parametrize("status", Status)
def test_each_status_is_known_in_both_languages(status: Status):
    wording = words.STATUSES[status.value]
    for word in (wording.en, wording.zh, wording.en.upper(), f" {wording.zh} "):
        assert read_status(word) is status
    for word in words.STATUS_WORDS[status.value]:
        assert read_status(word) is status


def test_no_word_stands_for_two_kinds_of_status():
    every = [folded(one) for status in Status for one in words.STATUS_WORDS[status.value]]
    assert len(every) == len(set(every))


def test_a_word_that_is_no_status_is_refused():
    assert isinstance(read_status("改天再说"), Refused)
    assert read_status("-") is None


def test_a_note_is_kept_as_it_is_written():
    assert read_note("= 1 + 1, rain") == "= 1 + 1, rain"
    assert isinstance(read_note("x" * 1001), Refused)


def test_the_headers_that_calendars_are_given_out_with_are_known():
    for locale in ("en", "zh"):
        heads = [words.FIELDS[name].fill(locale, {}) for name in words.FIELDS]
        heads[1] = sheet_words.COLUMNS["actual_cost"].fill(locale, {"field": heads[1], "currency": "CNY"})
        columns = columns_of([*heads, words.UID], "CNY")
        assert columns is not None
        assert {name: places for name, places in columns.positions.items() if name != "uid"} == {
            name: (number,) for number, name in enumerate(words.FIELDS)
        }
    assert set(words.FIELDS) == set(words.HEADERS) == set(VALUES)


def test_no_header_stands_for_two_columns():
    every = [folded(one) for names in words.HEADERS.values() for one in names]
    assert len(every) == len(set(every))


def test_a_line_without_the_key_is_no_header():
    assert columns_of(["actual reach", "the hidden clm_uid"], "CNY") is None
