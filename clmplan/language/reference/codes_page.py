"""`grammar/codes.md`: every code with its sentences in both languages and its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from clmplan.base.diagnostics import Code, Example
from clmplan.codes import page_words as say
from clmplan.codes.catalogue import all_codes
from clmplan.language.reference.markdown import both, fenced

_FENCES = {"clm": "clm", "yaml": "yaml", "csv": "csv"}


def codes_page() -> str:
    """The page as Markdown."""
    lines = [say.GENERATED, "", f"# {both(say.CODES_TITLE)}", "", _shown(say.CODES_INTRO.en), ""]
    lines += [_shown(say.CODES_INTRO.zh), ""]
    band = ""
    for code in all_codes():
        if code.id[3] != band:
            band = code.id[3]
            lines += [f"## CLM{band}xx {both(say.BANDS[band])}", ""]
        lines += _code(code)
    return "\n".join(lines).rstrip() + "\n"


def _code(code: Code) -> Iterator[str]:
    yield from (f"### {code.id} `{code.name}`", "", both(say.SEVERITIES[code.severity.value]), "")
    yield from (f"- {_shown(code.message.en)}", f"- {_shown(code.message.zh)}")
    for name, sentence in (("help", code.help), ("why", code.why)):
        yield from (
            f"- {say.LABELS[name].en}: {_shown(sentence.en)}",
            f"- {say.LABELS[name].zh}：{_shown(sentence.zh)}",
        )
    yield ""
    for name, example in (("bad", code.bad), ("good", code.good)):
        if example is not None:
            yield f"{both(say.LABELS[name])} (`{example.file}`)"
            yield from fenced(_example(example), _FENCES[example.file.rpartition(".")[2]])
            yield ""


def _example(example: Example) -> list[str]:
    """An example as lines; long runs of one sign or of like lines are cut, for the reader's sake."""
    text = re.sub(r"(.)\1{39,}", lambda run: run.group(1) * 8 + "…", example.text)
    return text.rstrip("\n").split("\n")


def _shown(pattern: str) -> str:
    """A sentence with its `{name}` places kept and its doubled braces undone."""
    return "".join(
        text + (f"{{{name}}}" if name is not None else "") for text, name, _, _ in Formatter().parse(pattern)
    )
