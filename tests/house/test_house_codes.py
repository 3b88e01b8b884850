"""Every sentence the program may say: identified once, in both languages, in one voice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter

import pytest

from clmplan import codes as room
from clmplan.base.diagnostics import Code, Wording
from clmplan.codes.catalogue import all_codes

CODES = all_codes()

# First and last number of the codes that a file may define.
BANDS = {
    "parse": (101, 199),
    "slips": (101, 199),
    "resolve": (201, 299),
    "constructs": (201, 299),
    "journeys": (232, 249),
    "infer": (301, 399),
    "sense": (401, 469),
    "sense_offers": (401, 469),
    "sense_conditions": (401, 469),
    "sense_campaigns": (401, 469),
    "links": (461, 469),
    "allow": (490, 499),
    "trial": (470, 479),
    "calendar": (501, 529),
    "conflicts": (570, 589),
    "almanac": (744, 759),
    "plan": (530, 599),
    "journey_plan": (563, 569),
    "project": (601, 619),
    "project_fields": (620, 629),
    "data": (630, 659),
    "set_aside": (660, 679),
    "columns": (680, 684),
    "imported": (685, 699),
    "sources": (618, 659),
    "text_sources": (630, 659),
    "project_tables": (713, 719),
    "mapping": (720, 799),
    "audience_words": (720, 799),
    "customer_functions": (301, 399),
    "customer_fits": (801, 829),
    "workspace": (701, 719),
    "editions": (760, 769),
    "cli_words": (720, 799),
    "link_settings": (770, 779),
    "actuals": (780, 799),
    "simulate": (801, 829),
    "evaluate": (830, 899),
}

SECOND_PERSON = re.compile(r"\b(you|your|yours|yourself)\b|[你您]", re.IGNORECASE)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FULL_STOPS = (".", "。", "!", "！")
# Names that are written with a capital letter wherever they stand.
CAPITALS = ("NUL", "GBK", "CSV", "UTF-8", "YAML", "JSON", "ISO", "Pareto/NBD", "Gamma-Gamma", "Lark", "SQLite")

# A month is a word in English and a number in Chinese.
PARTS_OF_DATES = {"month", "number"}

EVERY_CODE = pytest.mark.parametrize("code", CODES, ids=lambda code: f"{code.id}-{code.name}")


def defined() -> Iterator[tuple[str, str, object]]:
    """(file, name, value) of everything the files of the room define; imported sentences are found twice."""
    for info in iter_modules(room.__path__):
        for name, value in vars(import_module(f"clmplan.codes.{info.name}")).items():
            yield info.name, name, value


def wordings(value: object) -> Iterator[Wording]:
    """The sentences inside a value: of a code, a table, a sequence, or the value itself."""
    match value:
        case Wording():
            yield value
        case Code():
            yield from (value.message, value.help, value.why)
        case dict() | tuple() | list():
            for one in value.values() if isinstance(value, dict) else value:
                yield from wordings(one)


SENTENCES = sorted({(file, one) for file, _, value in defined() for one in wordings(value)}, key=str)


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_id_and_every_name_is_used_once():
    assert [name for name, count in Counter(code.name for code in CODES).items() if count > 1] == []
    assert [number for number, count in Counter(code.id for code in CODES).items() if count > 1] == []
    constants = Counter((value.id, name) for _, name, value in defined() if isinstance(value, Code))
    assert len({number for number, _ in constants}) == len(CODES)


def test_every_code_stands_in_the_file_of_its_band():
    owners: dict[str, set[str]] = {}
    for file, _, value in defined():
        if isinstance(value, Code):
            owners.setdefault(value.id, set()).add(file)
    strangers = []
    for number, files in owners.items():
        fits = [file for file in files if BANDS.get(file, (0, 0))[0] <= int(number[3:]) <= BANDS.get(file, (0, 0))[1]]
        if not fits:
            strangers.append((number, sorted(files)))
    assert strangers == []


@EVERY_CODE
def test_an_id_has_three_digits_and_a_name_is_words_joined_by_hyphens(code: Code):
    assert re.fullmatch(r"CLM[1-8]\d\d", code.id)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", code.name)


@EVERY_CODE
@pytest.mark.parametrize("part", ["message", "help", "why"])
def test_sentences_exist_in_both_languages_with_the_same_values(code: Code, part: str):
    sentence: Wording = getattr(code, part)
    assert sentence.en and sentence.zh
    assert places(sentence.en) == places(sentence.zh)
    only_values = not re.sub(r"\{\w+\}|[\W_]", "", sentence.zh)
    assert CHINESE.search(sentence.zh) or only_values, "the Chinese sentence is not Chinese"
    assert not CHINESE.search(re.sub(r"`[^`]*`|“[^”]*”", "", sentence.en)) or code.name == "not-yes-no"


@EVERY_CODE
@pytest.mark.parametrize("part", ["message", "help", "why"])
def test_sentences_start_lower_case_and_end_without_a_full_stop(code: Code, part: str):
    sentence: Wording = getattr(code, part)
    assert sentence.en[0].islower() or not sentence.en[0].isalpha() or sentence.en.startswith(CAPITALS)
    assert not sentence.en.endswith(FULL_STOPS) and not sentence.zh.endswith(FULL_STOPS)
    assert sentence.en == sentence.en.strip() and "  " not in sentence.en


@EVERY_CODE
def test_a_code_renders_in_both_languages(code: Code):
    names = places(code.message.en) | places(code.help.en)
    found = code.at(None, **{name: Wording("sample", "样例") for name in names})
    for locale in ("en", "zh"):
        spoken = found.message(locale) + found.help(locale) + code.why.fill(locale, {})
        assert not re.search(r"\{\w+\}", spoken)


@EVERY_CODE
def test_examples_come_in_pairs_and_differ(code: Code):
    assert (code.bad is None) == (code.good is None)
    if code.bad is not None and code.good is not None:
        assert code.bad.text != code.good.text and code.bad.file == code.good.file


def test_no_sentence_of_the_room_speaks_to_the_reader():
    found = [one for _, one in SENTENCES if SECOND_PERSON.search(one.en) or SECOND_PERSON.search(one.zh)]
    assert found == []


def test_the_two_languages_of_a_sentence_name_the_same_values():
    found = [one for _, one in SENTENCES if places(one.en) - PARTS_OF_DATES != places(one.zh) - PARTS_OF_DATES]
    assert found == []


def test_back_ticks_come_in_pairs():
    found = [one.en for _, one in SENTENCES if one.en.count("`") % 2 or one.zh.count("`") % 2]
    assert found == []
