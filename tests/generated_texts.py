"""Texts of numbers, dates, telephones and names as people and programs write them, many of them wrong."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
ENDS = st.sampled_from(("", "", "", "", " ", "\t", "\u3000", "\ufeff", "\xa0", "\n", "\u200b"))
ODD = st.text(max_size=12) | st.sampled_from(
    (
        "",
        " ",
        "N/A",
        "NULL",
        "无",
        "-",
        "--",
        "0",
        "-0",
        "1.38E+10",
        "1e5",
        "E+",
        "é",
        "e\u0301",
        "\u0301",
        "ﬁ",
        "가",
        "١",
    )
)


def disguised(shapes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts as people write them: padded, full-width, or something else."""
    padded = st.builds(lambda before, text, after: before + text + after, ENDS, shapes, ENDS)
    wide = shapes.map(lambda text: text.translate(FULL_WIDTH))
    return st.one_of(shapes, shapes, shapes, padded, wide, ODD)


DECIMALS = st.builds(
    lambda sign, whole, places: sign + whole + ("." + places if places else ""),
    st.sampled_from(("", "", "-", "+")),
    st.text("0123456789", max_size=14) | st.integers(0, 10**13).map(lambda number: f"{number:,}"),
    st.text("0123456789", max_size=8),
)
AMOUNTS = st.builds(
    lambda before, number, after: before + number + after,
    st.sampled_from(("", "", "¥", "￥ ", "$", "CNY", "(", "-")),
    DECIMALS,
    st.sampled_from(("", "", "元", "万", "万元", "亿", "%", ")", "-", " USD", "E+3", "e-2")),
)
CLOCKS = st.builds(
    lambda gap, hour, minute, rest: f"{gap}{hour}:{minute:02}{rest}",
    st.sampled_from((" ", "T", "  ", "")),
    st.integers(0, 25).map(str) | st.integers(0, 23).map("{:02}".format),
    st.integers(0, 61),
    st.sampled_from(("", ":07", ":59.5", ":60", "Z", ":00+08:00", " UTC", " 10:15")),
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(1985, 1, 1), date(2104, 1, 1))
SHAPES = [
    *("{y:04}-{m:02}-{d:02}", "{y:04}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}年{m}月{d}日", "{y}-{m}-{d}"),
    *("{y:04}{m:02}{d:02}", "{d}/{m}/{y}", "{d:02}-{m:02}-{y:04}", "{y}-{d}-{m}", "{y:04}-02-{d:02}", "{y}-{m}"),
    *("{d}/{m}/26", "26-{m}-{d}", "0000-00-00", "{y:04}{m:02}{d:02}101500"),
]
CALENDAR_TEXTS = st.builds(
    lambda day, shape, clock: shape.format(y=day.year, m=day.month, d=day.day) + clock,
    DAYS,
    st.sampled_from(SHAPES),
    st.just("") | CLOCKS,
)
COUNTS = (
    st.integers(0, 99_999)
    | st.integers(32_000, 74_000)
    | st.integers(10**9 - 2_000, 10**9 + 2_000)
    | st.integers(10**9, 10**10)
    | st.integers(4_133_970_000, 4_133_990_000)
    | st.integers(10**12 - 10**6, 10**13)
).map(str)
DATE_TEXTS = CALENDAR_TEXTS | COUNTS | COUNTS.map(lambda count: count + ".4375")
LONG = st.sampled_from(("x" * 1000, "x" * 1001, "é" * 999, " " * 1500, "5" * 1001, "K" * 200, "K" * 201, "客" * 201))
PHONES = st.builds(
    lambda before, digits, after: before + digits + after,
    st.sampled_from(("", "+86", "86 ", "0086-", "+44 (0)", "+", "'", "(")),
    st.integers(1_000_000_000, 20_000_000_000).map(str) | st.just("138-0013-8000"),
    st.sampled_from(("", "", ".0", ")", "#")),
)
WORDS = st.sampled_from(
    ("yes", "TRUE", "是", "否", "无", "√", "已同意", "ok", "1.0", "gold", "Gold", "金", "E+", "5E+11")
)
NAMES = st.text(st.sampled_from("ab Z0-é中文Ａ，（）\u3000\u00adñ\u0303\u0301ＦＥ+.0 ́がか゚"), max_size=8)
