"""How well mistakes are found: a corpus of kinds that people make, and one of random damage; both from a seed.

Run by `make bench-recovery`; other runs by `python -m tests.bench.recovery [--show] [SEED]`. Located: an error within
two lines. Spurious: errors beyond one for each located mistake. Damage that no error is found in is left out of the
rate and counted: most of it is another playbook without mistakes (another number, another name, a line less), the rest
is looked at by hand with `--show`. Figures for playbooks on which the repairs were tuned stand beside those for
playbooks that were written afterwards.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.unit.language.mutations import HELD_OUT, PLAYBOOKS, Mutant, damage, mistakes, verdict

SEED = 20261121
MISTAKES = 1_200


@dataclass
class Tally:
    """What was found, by the kind of mistake."""

    made: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)

    def figures(self, kind: str | None = None) -> str:
        """Counts and rates of a kind, or of all."""
        made, missed, silent, spurious = (
            counter.total() if kind is None else counter[kind]
            for counter in (self.made, self.missed, self.silent, self.spurious)
        )
        spoken = made - silent
        if not spoken:
            return f"{made:6} {silent:6} {'-':>8} {'-':>8}"
        return f"{made:6} {silent:6} {(spoken - missed) / spoken:8.1%} {spurious / spoken:8.3f}"


def main() -> None:
    """Print the rates of both corpora on both sets, kind by kind."""
    show = "--show" in sys.argv
    seed = next((int(one) for one in sys.argv[1:] if one.isdigit()), SEED)
    print(f"seed {seed}")
    for title, made in (("mistakes, one to a playbook", mistakes), ("random damage, four to a playbook", damage)):
        _print(title, *(_tally(made(MISTAKES, seed, playbooks=of), show) for of in (PLAYBOOKS, HELD_OUT)))


def _tally(mutants: Iterable[Mutant], show: bool) -> Tally:
    tally = Tally()
    for mutant in mutants:
        found = verdict(mutant)
        tally.made.update(map(_kind, mutant.deeds))
        tally.missed.update(map(_kind, found.missed))
        tally.silent.update(map(_kind, found.silent))
        tally.spurious[_kind(mutant.deeds[0]) if len(mutant.deeds) == 1 else ""] += found.spurious
        if show and (found.missed or found.spurious):
            print(f"  {mutant.playbook} missed {found.missed} spurious {found.spurious} of {mutant.deeds}")
    return tally


def _print(title: str, *sets: Tally) -> None:
    heads = ("tuned", "held out")
    print(f"\n{title:22}" + "".join(f" | {head:>6}{'silent':>7}{'located':>9}{'spurious':>9}" for head in heads))
    kinds: Sequence[str | None] = (None, *dict.fromkeys(kind for tally in sets for kind in tally.made))
    for kind in kinds:
        print(f"{'  all' if kind is None else f'    {kind}':22}" + "".join(f" | {one.figures(kind)}" for one in sets))


def _kind(deed: str) -> str:
    return deed.partition(":")[0]


if __name__ == "__main__":
    main()
