"""How a source is read, from the options of a command."""

from __future__ import annotations

from clmplan.cli.session import Stop
from clmplan.cli.speak import USAGE, err, say
from clmplan.data.project.words import DELIMITERS
from clmplan.model.project import SourceOptions

_NO_DELIMITER = '"\r\n\0\x1f'  # signs with another meaning in every file


def source_options(encoding: str | None, delimiter: str | None, sheet: str | None, table: str | None) -> SourceOptions:
    """The options of a source; a delimiter may be given by its sign or its word."""
    sign = None if delimiter is None else DELIMITERS.get(delimiter, delimiter.replace("\\t", "\t"))
    return SourceOptions(encoding=encoding, delimiter=sign, sheet=sheet, table=table)


def check_source(options: SourceOptions, locale: str) -> None:
    """Say and stop when a text file cannot be read with these options."""
    sign = options.delimiter
    if sign is None or (len(sign) == 1 and sign.isascii() and sign not in _NO_DELIMITER):
        return
    words = [word for word in DELIMITERS if word.isascii() == (locale != "zh")]
    err(say("bad_choice", locale, option="--delimiter", choices=", ".join(words), text=sign))
    raise Stop(USAGE)
