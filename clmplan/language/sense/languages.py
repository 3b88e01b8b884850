"""Files that mix English and Chinese words of the language; asked for only by who wants one of them throughout."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.codes import sense as codes
from clmplan.codes.phrases import verbatim
from clmplan.language.sense.reading.look import Look
from clmplan.language.tokens import Token, tokenize
from clmplan.language.words import word_table


def mixed_languages(look: Look) -> Iterator[Diagnostic]:
    """The first word of each file that is not in the language of most of its words."""
    for document in look.documents:
        words = [token for token in tokenize(document.source).value if _is_word(token)]
        english = [token for token in words if token.text.isascii()]
        chinese = [token for token in words if not token.text.isascii()]
        few, locale = (english, "zh") if len(english) <= len(chinese) else (chinese, "en")
        sure = next((token for token in few if len(token.names) == 1), None)
        if sure is not None:
            yield _mixed(sure, locale)


def _is_word(token: Token) -> bool:
    """Whether a token is a word of the language; signs are the same in both."""
    return bool(token.names) and any(character.isalpha() for character in token.text)


def _mixed(token: Token, locale: str) -> Diagnostic:
    twin = word_table().spelled(next(iter(token.names)), locale)
    language = codes.ENGLISH if locale == "zh" else codes.CHINESE
    found = codes.MIXED_LANGUAGES.at(token.span, word=token.text, language=language, twin=twin, locale=locale)
    title = Wording(f"write `{verbatim(twin)}`", f"写成 `{verbatim(twin)}`")
    return found.mended(title, Edit(token.span, twin), is_safe=False)
