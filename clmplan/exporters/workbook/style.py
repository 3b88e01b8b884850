"""How cells look: one format per style and variant, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from clmplan.base.money import minor_digits
from clmplan.codes import sheet_words as words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

Properties = Mapping[str, str | int | bool]

INK, PALE_INK, RULE, HEAD = "#1F2933", "#7B8794", "#D9DEE4", "#334E68"
FILLS: Mapping[str, str] = MappingProxyType(
    {
        "input": "#FFF6D6",
        "off": "#E8ECF0",
        "work": "#DCEBFA",
        "changed": "#FFE3C2",
        "late": "#FBD5D5",
        "today": "#F9C74F",
    }
)
# One per campaign in turn: the bar, and the paler stretch between the days of a wave that pauses.
BARS = (
    ("#3E7CB1", "#C5DAEC"),
    ("#5B9279", "#CDE2D8"),
    ("#B86F52", "#EBD3C9"),
    ("#7D6B9E", "#D9D2E5"),
    ("#B08D2F", "#EBDFBB"),
    ("#4F8A8B", "#C9E0E0"),
)
_FONTS = MappingProxyType({"zh": "Microsoft YaHei", "en": "Calibri"})
_WEEKDAYS = MappingProxyType({"zh": '[$-804]"周"aaa', "en": "[$-409]ddd"})


class Styles:
    """The formats of one workbook, by the name of a style and of a variant of it."""

    def __init__(self, book: Workbook, locale: str, currency: str) -> None:
        self._book, self._locale, self._made = book, locale, dict[tuple[str, str], "Format"]()
        money = "#,##0" + ("." + "0" * minor_digits(currency) if minor_digits(currency) else "")
        self._whole: Properties = {
            "font_name": _FONTS[locale],
            "font_size": 10,
            "font_color": INK,
            "valign": "vcenter",
            "bottom": 1,
            "bottom_color": RULE,
        }
        self._styles: Mapping[str, Properties] = {
            "text": {"indent": 1},
            "wrap": {"text_wrap": True, "indent": 1},
            "centred": {"align": "center"},
            "date": {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
            "weekday": {"num_format": _WEEKDAYS[locale], "align": "center"},
            "time": {"num_format": "hh:mm", "align": "center"},
            "count": {"num_format": "#,##0;-#,##0;–"},
            "money": {"num_format": f"{money};-{money};–"},
            "head": {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": HEAD,
                "text_wrap": True,
                "bottom_color": HEAD,
                "indent": 1,
            },
            "title": {"bold": True, "font_size": 14, "bottom": 0},
            "part": {"bold": True, "font_size": 12, "bottom": 0},
            "note": {"font_color": PALE_INK, "bottom": 0},
            "plain": {"text_wrap": True, "bottom": 0},
            "label": {"font_color": PALE_INK, "bottom": 0},
            "total": {"bold": True, "top": 1, "top_color": INK},
            "month": {"bold": True, "align": "left", "bottom": 0, "left": 1, "left_color": RULE},
            "festival": {"rotation": 90, "align": "center", "valign": "bottom", "bottom": 0, "font_size": 9},
            "axis": {"num_format": "d", "align": "center", "font_size": 8, "bottom": 0},
            "letter": {"align": "center", "font_size": 8, "font_color": PALE_INK},
            "dot": {"align": "center", "font_size": 7},
        }

    def of(self, style: str, variant: str = "") -> Format:
        """The format of a style, tinted or struck through by a variant."""
        key = (style, variant)
        if key not in self._made:
            look = {**self._whole, **self._styles[style], **_variant(variant)}
            if "num_format" in look:
                look["num_format"] = self._number(style, variant)
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def rule_of(self, style: str, variant: str) -> Format:
        """A format for a rule that tints cells and writes their numbers as a style does."""
        fill = FILLS.get(variant, "#FFFFFF")
        return self._book.add_format({"bg_color": fill, "num_format": self._number(style, variant)})

    def rule(self, **properties: str | int | bool) -> Format:
        """A format for a rule that tints cells by what they say."""
        return self._book.add_format(properties)

    def _number(self, style: str, variant: str) -> str:
        """How numbers of a style are written; a weekday says whether people work on it."""
        pattern = str(self._styles[style]["num_format"])
        wording = {"off": words.DAY_OFF, "work": words.WORKING_DAY}.get(variant) if style == "weekday" else None
        return pattern if wording is None else f'{pattern}" {wording.fill(self._locale, {})}"'


def _variant(variant: str) -> Properties:
    match variant:
        case "":
            return {}
        case "gone":
            return {"font_strikeout": True, "font_color": PALE_INK}
        case "right":
            return {"align": "right", "indent": 0}
        case "centre":
            return {"align": "center", "indent": 0}
        case "total":
            return {"bold": True, "top": 1, "top_color": INK}
        case _:
            return {"bg_color": FILLS[variant]}
