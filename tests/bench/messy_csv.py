"""A customer export with sixteen kinds of oddity, each planted a known number of times."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HEADER = "客户编号,姓名,手机号,性别,注册日期,累计消费,会员等级,地址,同意短信,最近下单,标签,备注"
FAMILY, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
PLACES = (
    "上海市浦东新区世纪大道",
    "北京市朝阳区建国路",
    "广州市天河区体育西路",
    "成都市武侯区人民南路",
    "杭州市文三路",
)
TIERS, TAGS = ("金卡", "银卡", "普通"), ("VIP", "新客", "老客", "沉睡", "")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

# Kind of oddity to how many rows in a thousand have it; the sixteenth is the total row at the end.
SHARES = {
    "short": 0.52,
    "long": 0.52,
    "undecodable": 0.047,
    "open quote": 0.015,
    "quoted newline": 1.0,
    "duplicate id": 0.394,
    "bad date": 0.49,
    "bad amount": 0.325,
    "empty id": 0.2,
    "blank line": 0.3,
    "full width": 5.0,
    "doubled quotes": 1.0,
    "trailing space": 5.0,
    "repeated header": 0.003,
    "mixed ending": 10.0,
}


def write(path: Path, rows: int, seed: int = 1) -> dict[str, int]:
    """Write `rows` customers and a total row in GBK; the result counts the planted faults by kind."""
    chance = random.Random(seed)
    planted: Counter[str] = Counter()
    kinds = [kind for kind, share in SHARES.items() for _ in range(max(1, round(share * rows / 1000)))]
    places = dict(zip(chance.sample(range(1, rows), len(kinds)), kinds, strict=True))
    with path.open("wb") as opened:
        opened.write(HEADER.encode("gb18030") + b"\r\n")
        waiting: list[bytes] = []
        for number in range(rows):
            values = _customer(number, chance)
            kind = places.get(number)
            if kind is None:
                waiting.append(",".join(values).encode("gb18030") + b"\r\n")
            else:
                planted[kind] += 1
                waiting.append(_FAULTS[kind](values, chance))
            if len(waiting) == 10_000:
                opened.write(b"".join(waiting))
                waiting.clear()
        waiting.append(f"合计,,,,,{rows * 100}.00\r\n".encode("gb18030"))
        planted["total row"] += 1
        opened.write(b"".join(waiting))
    return dict(planted)


def _customer(number: int, chance: random.Random) -> list[str]:
    draw = chance.getrandbits(62)
    day = draw % 28 + 1
    return [
        f"C{number:08d}",
        FAMILY[draw % 15] + GIVEN[draw // 15 % 20],
        f"1{3 + draw // 300 % 7}{draw // 2100 % 10**9:09d}",
        "男" if draw & 1 else "女",
        f"20{20 + draw // 64 % 6}-{draw // 7 % 12 + 1:02d}-{day:02d}",
        f"{draw // 11 % 1_000_000 / 100:.2f}",
        TIERS[draw // 13 % 3],
        f"{PLACES[draw // 17 % 5]}{draw // 19 % 999 + 1}号",
        "是" if draw & 2 else "否",
        f"2025-{draw // 23 % 12 + 1:02d}-{day:02d}",
        TAGS[draw // 29 % 5],
        "",
    ]


def _line(values: list[str], ending: bytes = b"\r\n") -> bytes:
    return ",".join(values).encode("gb18030") + ending


def _changed(position: int, change: Callable[[str], str]) -> Callable[[list[str], random.Random], bytes]:
    def fault(values: list[str], chance: random.Random) -> bytes:
        values[position] = change(values[position])
        return _line(values)

    return fault


def _duplicate(values: list[str], chance: random.Random) -> bytes:
    values[0] = f"C{chance.randrange(int(values[0][1:])):08d}"
    return _line(values)


_FAULTS: dict[str, Callable[[list[str], random.Random], bytes]] = {
    "short": lambda values, chance: _line(values[: chance.randrange(2, 11)]),
    "long": lambda values, chance: _line([*values, "多余"]),
    "undecodable": lambda values, chance: _line(values).replace(b",", b",\xff", 1),
    "open quote": _changed(7, lambda text: '"' + text),
    "quoted newline": _changed(11, lambda text: '"第一行\n第二行，仍是备注"'),
    "duplicate id": _duplicate,
    "bad date": _changed(4, lambda text: text[:5] + "13-45"),
    "bad amount": _changed(5, lambda text: text.replace(".", ".O")),
    "empty id": _changed(0, lambda text: ""),
    "blank line": lambda values, chance: b"\r\n" + _line(values),
    "full width": _changed(4, lambda text: text.translate(FULL_WIDTH)),
    "doubled quotes": _changed(11, lambda text: '"他说""很好"", 谢谢"'),
    "trailing space": _changed(1, lambda text: text + "  "),
    "repeated header": lambda values, chance: HEADER.encode("gb18030") + b"\r\n" + _line(values),
    "mixed ending": lambda values, chance: _line(values, chance.choice((b"\n", b"\r"))),
}
