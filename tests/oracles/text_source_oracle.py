"""The slow obvious twin of the text reader: one character after another over the whole decoded text."""

from __future__ import annotations

from dataclasses import dataclass

MOST_LINES = 50


@dataclass(frozen=True)
class Expected:
    """Rows with the line they start on; lines set aside with the reason; how many lines are blank."""

    rows: list[tuple[int, tuple[str, ...]]]
    aside: list[tuple[int, str]]
    blank: int


def expected(text: str, delimiter: str) -> Expected:
    """What a reader has to make of a text whose first line is the header."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    header, at = values_from(lines, 0, delimiter)
    assert header is not None
    rows: list[tuple[int, tuple[str, ...]]] = []
    aside: list[tuple[int, str]] = []
    blank = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        if not (line.strip(" ") if len(header) > 1 else line):
            blank += 1
            at += 1
            continue
        values, after = values_from(lines, at, delimiter)
        if values is None:
            aside.append((number, "broken-quote"))
            at += 1
            continue
        if len(values) != len(header):
            aside.append((number, "wrong-column-count"))
        elif values == header:
            aside.append((number, "repeated-header"))
        else:
            rows.append((number, tuple(values)))
        at = after
    return Expected(rows, aside, blank)


def values_from(lines: list[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """The values of the record that starts on a line and the line after it, or None when its quotes are wrong."""
    values: list[str] = []
    value, state = "", "start"
    for number in range(at, min(at + MOST_LINES, len(lines))):
        for sign in lines[number] + "\n":
            match state:
                case "start" | "bare":
                    if state == "start" and sign == '"':
                        state = "quoted"
                    elif sign == delimiter:
                        values.append(value)
                        value, state = "", "start"
                    elif sign == "\n":
                        return [*values, value], number + 1
                    else:
                        value, state = value + sign, "bare"
                case "quoted":
                    if sign == '"':
                        state = "closing"
                    else:
                        value += sign
                case "closing":
                    if sign == '"':
                        value, state = value + '"', "quoted"
                    elif sign == delimiter:
                        values.append(value)
                        value, state = "", "start"
                    elif sign == "\n":
                        return [*values, value], number + 1
                    else:
                        return None, at + 1
    return None, at + 1
