"""The numbers of messages and questions in a wave as it is written, and the messages before the first wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clmplan.model.declared.journey import Branch, Message, Repeat, Split, Step


def first_messages(steps: Sequence[Step], numbers: Mapping[int, int]) -> set[int]:
    """The numbers of the messages to which somebody may come without waiting."""
    found: set[int] = set()

    def visit(inner: Sequence[Step]) -> bool:
        """Whether somebody may come to the end of some steps without waiting."""
        for step in inner:
            if isinstance(step, Message):
                found.add(numbers[id(step)])
            elif isinstance(step, Branch | Split):
                arms = [arm.steps for arm in step.arms] if isinstance(step, Split) else [step.then, step.otherwise]
                if True not in list(map(visit, arms)):
                    return False
            elif isinstance(step, Repeat):
                if not visit(step.steps) and step.until is None:
                    return False
            else:
                return False
        return True

    visit(steps)
    return found


def numbers(steps: Sequence[Step]) -> Iterator[tuple[int, int]]:
    """The number of each message, question and nameless split, in written order."""
    counts = {"send": 0, "ask": 0, "split": 0}

    def visit(inner: Sequence[Step]) -> Iterator[tuple[int, int]]:
        for step in inner:
            kind = "send" if isinstance(step, Message) else "ask" if isinstance(step, Branch | Repeat) else ""
            kind = "split" if isinstance(step, Split) and not step.name else kind
            if kind:
                counts[kind] += 1
                yield id(step), counts[kind]
            if isinstance(step, Branch):
                yield from visit(step.then)
                yield from visit(step.otherwise)
            if isinstance(step, Split):
                for arm in step.arms:
                    yield from visit(arm.steps)
            if isinstance(step, Repeat):
                yield from visit(step.steps)

    yield from visit(steps)
