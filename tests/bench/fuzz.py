"""Mutated and random inputs, checked from first character to last finding: no exception, no hang, all can be shown.

Run by `make fuzz`: 200,000 inputs from a seed, in slices whose number is printed with every failure, every beginning of
each playbook, and the growth of hostile shapes; other runs by `python -m tests.bench.fuzz COUNT SEED PROCESSES`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pool
from random import Random
from signal import SIGALRM, alarm, signal
from time import process_time

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.language.tokens import TRIVIA, tokenize
from clmplan.language.words import word_table
from tests.bench.growth import is_bad, looked_at, shapes, shown
from tests.unit.language.mutations import HELD_OUT, PLAYBOOKS, text_of

SEED = 20261121
COUNT = 200_000
SLICE = 1_000
SECONDS = 2.0  # for one input of a few kilobytes
_SHOWN = 25  # findings of an input that are rendered
_LONGEST = 4_000
_PATIENCE = 30  # seconds
_STRANGE = (
    "\0", "\ud800", "\udfff", "\u202e", "\u2066", "\u200b", "\ufeff", "\u3000", "\r", "\x0b", "\x0c", "\x1b[31m",
    "\u2028", "\u2029", "\U0001f600", "é", "e\u0301", "ｅ", "①", "²", "٣", "満", "满9", "9折", "万", "{", "}", "((",
    "]]",
    '"', "“", "「", "`", "#", "//", "\\", "%", "1e9", "9" * 40, "0.0.0", "..", "...", "2026-99-99", "25:61", "¥",
    "£ ",
)  # fmt: skip


def main() -> None:
    """Fuzz, then read every beginning, then measure growth; ends with a failure when anything was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    slices = [(seed, number, min(SLICE, count - number * SLICE)) for number in range(-(-count // SLICE))]
    ends = [(name, start) for name in (*PLAYBOOKS, *HELD_OUT) for start in range(0, len(text_of(name)) + 1, SLICE)]
    with Pool(processes) as pool:
        failures = _told(f"{count:,} inputs from seed {seed}", pool.imap(_slice, slices))
        failures += _told("every beginning of every playbook", pool.imap(_beginnings, ends))
        failures += sum(pool.imap(is_bad, list(shapes())))
    sys.exit(1 if failures else 0)


def _told(title: str, done: Iterable[tuple[list[str], float, float]]) -> int:
    """Print what went wrong in each slice, and the sum of all; how much went wrong."""
    failures, seconds, slowest = 0, 0.0, 0.0
    for problems, taken, longest in done:
        for problem in problems:
            print(problem, flush=True)
        failures, seconds, slowest = failures + len(problems), seconds + taken, max(slowest, longest)
    print(f"{title}: {failures} failures, {seconds:.0f} CPU s, slowest {slowest:.2f} s", flush=True)
    return failures


def _slice(task: tuple[int, int, int]) -> tuple[list[str], float, float]:
    seed, number, count = task
    return _all_tried(inputs(count, f"{seed}.{number}"), f"seed {seed} slice {number}")


def _beginnings(task: tuple[str, int]) -> tuple[list[str], float, float]:
    name, start = task
    text = text_of(name)
    return _all_tried(
        ((name, text[:end]) for end in range(start, min(start + SLICE, len(text) + 1))), f"{name} {start}"
    )


def _all_tried(texts: Iterable[tuple[str, str]], title: str) -> tuple[list[str], float, float]:
    """The problems with some texts, the CPU seconds for all of them, and for the slowest."""
    started, slowest, problems = process_time(), 0.0, list[str]()
    for number, (playbook, text) in enumerate(texts):
        problem, seconds = tried(text, playbook)
        slowest = max(slowest, seconds)
        if problem is not None:
            problems.append(f"{title} input {number}: {problem}\n  {playbook} {text!r}")
    return problems, process_time() - started, slowest


def inputs(count: int, seed: int | str) -> Iterator[tuple[str, str]]:
    """Playbooks whose projects to read in, and texts: of each ten one is random bytes, one words, eight are mutants."""
    random = Random(seed)
    playbooks = (*PLAYBOOKS, *HELD_OUT)
    pieces = {name: _pieces(text_of(name)) for name in playbooks}
    everything = [piece for each in pieces.values() for piece in each]
    for number in range(count):
        name = playbooks[number % len(playbooks)]
        kind = number % 10
        if kind == 0:
            yield name, random.randbytes(random.randrange(400)).decode("utf-8", random.choice(_DECODINGS))
        elif kind == 1:
            yield name, " ".join(random.choices(_VOCABULARY, k=random.randrange(80)))
        else:
            yield name, _mutated(pieces[name], everything, random)


def tried(text: str, playbook: str, limit: float = SECONDS) -> tuple[str | None, float]:
    """What went wrong while a text was checked and its findings shown, if anything, and the CPU seconds it took."""
    started = process_time()
    signal(SIGALRM, _too_long)
    alarm(_PATIENCE)
    try:
        found = looked_at(text, playbook)
        seconds = process_time() - started
        shown(found[:_SHOWN])
        for one in found[:_SHOWN]:
            _check(one, len(text))
    except Exception as problem:  # noqa: BLE001  whatever it is, it is what we look for
        return f"{type(problem).__name__}: {problem}", process_time() - started
    finally:
        alarm(0)
    return (f"{seconds:.1f} s" if seconds > limit else None), seconds


def _too_long(*_: object) -> None:
    raise TimeoutError(f"no end within {_PATIENCE} s")


def _check(one: Diagnostic, length: int) -> None:
    """Look at a finding; LookupError when something of it cannot be shown."""
    for locale in ("en", "zh"):
        if not one.message(locale) or not one.help(locale):
            raise LookupError(f"{one.code.id} says nothing")
    places = [one.place, *(other.place for other in one.related)]
    places += [edit.place for edit in one.fix.edits] if one.fix is not None else []
    if any(place is not None and not 0 <= place.start <= place.end <= length for place in places):
        raise LookupError(f"{one.code.id} lies outside its source")


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(token.span.text for token in tokenize(Source("playbook.clm", text)).value)


def _mutated(pieces: tuple[str, ...], everything: list[str], random: Random) -> str:
    """A stretch of a playbook with one to six tokens deleted, doubled, replaced, swapped or made strange."""
    start = random.randrange(len(pieces))
    found = list(pieces[start : start + random.randrange(1, 300)])
    for _ in range(random.randrange(1, 7)):
        position = random.randrange(len(found))
        change: Callable[[], list[str]] = random.choice(
            (
                list,
                lambda position=position: [found[position]] * random.choice((2, 2, 40)),
                lambda: [random.choice(everything)],
                lambda: [random.choice(_VOCABULARY)],
                lambda: [random.choice(_STRANGE)],
                lambda position=position: [found[position], random.choice(_STRANGE)],
                lambda position=position: ["(" * 60, found[position]],
                lambda position=position: [found[position][: random.randrange(len(found[position]) + 1)]],
                lambda position=position: [found[position].swapcase()],
                lambda: ["\n"],
            )
        )
        found[position : position + 1] = change() or [""]
    return "".join(found)[:_LONGEST]


def _words() -> Iterator[str]:
    table = word_table()
    yield from (*table.words, *table.keys, *table.values, *_STRANGE)
    for name in (*PLAYBOOKS, *HELD_OUT):
        tokens = tokenize(Source("playbook.clm", text_of(name))).value
        yield from (token.span.text for token in tokens if token.type not in TRIVIA)


_DECODINGS = ("replace", "surrogateescape", "ignore")
_VOCABULARY = tuple(sorted(set(_words())))

if __name__ == "__main__":
    main()
