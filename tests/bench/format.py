"""How fast the formatter is, and that it keeps its promises on 2,000 generated playbooks.

Run by `make bench`. Lines per CPU second on one core, best of five, of the gift retailer and quickstart, repeated.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from generated_playbooks import playbook  # noqa: E402

from clmplan.base.source import Source  # noqa: E402
from clmplan.language.format.formatted import formatted  # noqa: E402
from clmplan.language.format.verify import take_in  # noqa: E402

PLAYBOOKS = 2_000
COPIES = 10
PROMISED = 40_000


def main() -> None:
    """Measure, then check; status 1 when a promise is broken."""
    names = ("gift_retailer/gift_retailer.clm", "quickstart/zh/quickstart.clm")
    text = "".join((ROOT / "playbooks" / name).read_text(encoding="utf-8") for name in names) * COPIES
    tidy = laid_out(text)
    messy = tidy.replace("\n  ", "\n      ").replace(": ", "：")
    print(f"{'':28} {'lines/s':>9}   promised {PROMISED:,}")
    for label, text in (("laid out already", tidy), ("badly laid out, verified", messy)):
        print(f"{label:28} {speed(text, formatted):9,.0f}")
    print(f"{'read and cut into pieces':28} {speed(tidy, take_in):9,.0f}")
    print(f"{'into the other language':28} {speed(tidy, lambda source: formatted(source, 'zh')):9,.0f}")
    broken = sum(not keeps_promises(seed) for seed in range(PLAYBOOKS))
    print(f"{PLAYBOOKS:,} generated playbooks: {broken} not idempotent or not exact from English to Chinese and back")
    sys.exit(broken > 0)


def speed(text: str, work: object) -> float:
    """Lines per CPU second, best of five."""
    best = float("inf")
    for _ in range(5):
        source = Source("playbook.clm", text)
        started = process_time()
        work(source)  # type: ignore[operator]
        best = min(best, process_time() - started)
    return text.count("\n") / best


def keeps_promises(seed: int) -> bool:
    """Whether a generated playbook is formatted once and for all, and leads to Chinese and back exactly."""
    once = laid_out(playbook(seed))
    english = laid_out(once, "en")
    chinese = laid_out(english, "zh")
    return laid_out(once) == once and laid_out(chinese, "en") == english and laid_out(chinese, "zh") == chinese


def laid_out(text: str, language: str | None = None) -> str:
    """A text formatted; every mistake would be one of ours."""
    result = formatted(Source("playbook.clm", text), language)
    if result.diagnostics:
        sys.exit(f"a generated playbook has mistakes: {result.diagnostics[0].message('en')}")
    return result.value


if __name__ == "__main__":
    main()
