"""How the cost of checking grows with the text: hostile shapes of 1 MB and of 10 MB, on one line and on many.

Run by `make fuzz`, or alone by `python -m tests.bench.growth [PART]`. The whole way of `clmplan check` is
measured: tokens, layout, statements, names, sense, fixes, and the findings written for people and for programs in both
languages. Ten times the text may take twenty times as long, and 64 kB two seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import process_time

from clmplan.base.diagnostics import Diagnostic, in_order
from clmplan.base.source import Source
from clmplan.cli.findings.report import Report, document, lines
from clmplan.language.mend import with_fixes
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.sense.checks import sense
from tests.unit.language.mutations import PLAYBOOKS, project_of

_SMALL, _SOME = 1_000_000, 64_000  # characters
_PATIENCE = 2.0  # seconds for the second
_FORMS_FOR_PROGRAMS = ("json", "github", "sarif")
_PROLOGUE = "playbook p { horizon: 2026-10-01 .. 2026-12-31 }\nchannel email { cost: £0.02 }\n"
# Repeated without end on one line behind `segment a = `.
ON_ONE_LINE = (
    "(", ")", "((]", "[", "{", "}", "{ } ", "a ", "在", "a=", "a.", "not ", "最近 ", '"', '" ', "“", "`", "` ", "#",
    "\0", "a: ", "人群甲 ", "1-", "1.1.", "9,", "¥ ", "满1减", "/", "\ud800", "\u202e", " ", "\r", ";", ":", "@ ",
    "3月 ",
    "and ", "- ", "1 + ", "+1", "a(", "a(b) ", ", ", "[1,", "x > 3 ", "count(orders where ", "9pm ", "e\u0301", "‘",
    ". ", "- 3 ", "in (1, ", "points > 3 and ", "points > 3 or ", "true ", "距上次", "count(orders) > 3 and ",
)  # fmt: skip
# Repeated without end, each a line or a few; `%d` is a number of their own.
ON_MANY_LINES = (
    "\n(", "{\n", "}\n", "a {\n", "a:\n", "  a\n", "stagee x\n", "wave a\n", "\t\n", "campaign c { wave w\n", "\n",
    "segment a = (points\n", "segment a%d = (points > 3\n", "segment a%d = count(orders > 3\n",
    "segment a%d = [1, 2\n", "(\n", "a(\n", "[\n", '"\n', "`\n", "segment s%d = s%d and points > 3\n",
    "segment s%d = pionts%d > 3\n", "segment s%d = country = x%d\n",
    "if x {\n", "campaign c%d {\n  for everyone\n", "campaign c%d {\n  on x\n}{\n",
    "}test \"o\" {\n  on y\n\n", "channel c%d\n  a\n", "campaign c%d {\n  wave w {\n  on 2026-11-01\n\n",
    "campaign c%d { for everyone; wait 3d; on 2026-11-01 }\n", "segment 甲%d = 距上次订单不超过60天\n",
    "segment a%d = stage active\n", "metric m%d = count(orders\n", "wait 3d\n",
    "campaign c%d { for everyone; on 2026-11-01; send emial }\n", "lifecycle l%d { stage a when points > 3 }\n",
    "# allow CLM470: x\n", "allow CLM470 \"x\"\n",
    "test \"t%d\" { given customer { orders: [2026-01-01] }; on x }\n", "channel c%d { cost: £1 }\n",
    "offer o%d { discount: 10%% off; cost: £1 }\n", "import \"a%d.clm\"\n", "prove a implies b\n",
    "campaign c%d { for everyone; on 2026-11-01 at 10:00; send email \"x\" }\n",
    "policy contact { at most 3 contacts per 7d }\n", "experiment e%d for c { variant a 50%%; variant b 50%% }\n",
    "else { }\n", "campaign c {\n}\n", "on 9pm\n", "policy p%d { never to stage = x }\n", "metric m = m + %d\n",
    "segment a = points > %d\n", "holdout 10%%\n",
)  # fmt: skip


def main() -> None:
    """Measure every shape; ends with a failure when one grows too fast."""
    part = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    sys.exit(1 if sum([is_bad((unit, on_one, size // part)) for unit, on_one, size in shapes()]) else 0)


def shapes() -> Iterator[tuple[str, bool, int]]:
    """Every hostile shape, whether it goes on one line, and how many characters to begin with."""
    yield from ((unit, True, _SMALL) for unit in ON_ONE_LINE)
    yield from ((unit, False, _SMALL) for unit in ON_MANY_LINES)


def text_of_shape(unit: str, is_one_line: bool, size: int) -> str:
    """A shape of about so many characters."""
    if is_one_line:
        return _PROLOGUE + "segment a = " + unit * (size // len(unit))
    parts, length, number = [_PROLOGUE], 0, 0
    while length < size:
        parts.append(unit.replace("%d", str(number)).replace("%%", "%"))
        length += len(parts[-1])
        number += 1
    return "".join(parts)


def looked_at(text: str, playbook: str = PLAYBOOKS[0]) -> tuple[Diagnostic, ...]:
    """Everything that `clmplan check` finds in a text, fixes included."""
    parsed, project = parse(Source("playbook.clm", text)), project_of(playbook)
    resolved = resolve((parsed.value,), project)
    found = parsed.diagnostics + resolved.diagnostics
    if resolved.value is not None:
        found += sense(resolved.value, (parsed.value,), project, is_pedantic=True)
    return with_fixes(in_order(found))


def shown(found: tuple[Diagnostic, ...]) -> int:
    """Findings in every form and both languages; how many characters that is."""
    size = 0
    for locale in ("en", "zh"):
        report = Report(found, locale)
        size += sum(len(line) for form in ("full", "short") for line in lines(form, report, lambda text, _: text))
        size += sum(len(document(form, report)) for form in _FORMS_FOR_PROGRAMS)
    return size


def growth(unit: str, is_one_line: bool = True, small: int = 100_000, factor: int = 10) -> tuple[float, float]:
    """CPU seconds to check a text of so many characters made of a unit, and one so many times as long."""
    return _seconds(unit, is_one_line, small), _seconds(unit, is_one_line, small * factor)


def _seconds(unit: str, is_one_line: bool, size: int) -> float:
    text = text_of_shape(unit, is_one_line, size)
    started = process_time()
    shown(looked_at(text))
    return process_time() - started


def is_bad(task: tuple[str, bool, int]) -> bool:
    """Whether ten times a text of a shape takes much more than ten times as long, or 64 kB too long."""
    unit, is_one_line, small = task
    short, long = growth(unit, is_one_line, small=small)
    found = long > 20 * max(short, 0.2) or _seconds(unit, is_one_line, _SOME) > _PATIENCE
    mark, size = "BAD " if found else "", f"{small // 1_000:,} kB"
    print(f"{mark}{size} of {unit!r}: {short:.2f} s, ten times: {long:.2f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
