"""What stands in the slots of generated playbooks: names, values and conditions about the projects of the chapters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generated_looks import Looks

from clmplan.almanac.table import all_names
from clmplan.language.calls import functions


@dataclass(frozen=True)
class World:
    """What a project has: a project of the chapters and names in it."""

    project: str
    money: Callable[[int], str]
    one_of: tuple[str, tuple[str, ...]]
    numbers: tuple[str, ...]
    yes_no: tuple[str, ...]
    date: str
    birthday: str
    event: str
    amount: str
    units: str
    names: tuple[str, ...]


WORLDS = (
    World(
        "gbp", lambda n: f"£{n}", ("tier", ("gold", "silver", "plain")), ("points",), ("email_ok", "sms_ok"),
        "joined", "birthday", "orders", "amount", "units",
        ("alpha", "beta", "vip", "win_back", "long_name_of_it", "次数多", "x1", "回头客", "send_more", "`two words`"),
    ),
    World(
        "cny", lambda n: f"{n}元" if n % 2 else f"¥{n}", ("等级", ("金", "银", "普通")), ("积分",),
        ("允许邮件", "允许短信", "会员"), "注册日", "生日", "订单", "金额", "件数",
        ("老客", "新客", "高价值", "很长很长的名字", "vip", "beta", "唤醒", "生日礼", "b2", "`两个 词`"),
    ),
)  # fmt: skip


class Values(Looks):
    """The names of one playbook so far, and values for its slots."""

    def __init__(self, seed: int, language: str | None, *, is_tidy: bool) -> None:
        super().__init__(seed, language, is_tidy=is_tidy)
        self.world = WORLDS[seed % len(WORLDS)]
        names = list(self.world.names)
        self.chance.shuffle(names)
        self.taken = iter([*names, *(f"n{number}" for number in range(99))])
        self.metrics: list[str] = []
        self.segments: list[str] = []
        self.stages: list[str] = []
        self.unit = ""  # of the lengths of time in a schedule, where its other parts ask for one
        self.known: dict[str, list[str]] = {"offer": [], "channel": [], "campaign": []}

    def slot(self, kind: str, number: int) -> str:
        """A value for a slot; the second of a kind is the later one."""
        chance, known = self.chance, self.known
        days = f"2026-1{number - 1}-{chance.randint(10, 28)}"
        low, high = sorted((chance.randint(1, 40), chance.randint(41, 90)))
        money = self.world.money
        match kind:
            case "number" | "count":
                return str(chance.randint(1, 28))
            case "numbers" | "weekdays" | "places" | "closed":
                one = {
                    "numbers": self._month_day,
                    "weekdays": self._weekday,
                    "places": self._place,
                    "closed": self._left_out,
                }
                return f"{self.sign(',')} ".join(one[kind](nth) for nth in range(chance.randint(1, 2)))
            case "minutes":
                return f"{chance.randint(1, 9)} {self.value(chance.choice(('hour', 'minute')))}"
            case "percent" | "share":
                return f"{chance.randint(1, 60)}%"
            case "duration" | "days":
                return self.duration(chance.randint(1, 60), self.unit or chance.choice(("d", "w")))
            case "workdays":
                return self.duration(chance.randint(1, 20), "workdays")
            case "date":
                return days
            case "dates":
                return chance.choice(
                    (days, f"2026-11-0{low % 9 + 1} .. {days}" if number > 1 else f"{days} .. 2026-12-01")
                )
            case "time":
                return f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
            case "times":
                return f"21:{chance.randint(10, 59)} {self.word('and', beside='between')} 09:00"
            case "text":
                return self.quoted()
            case "window":
                return f"2026-10-01 .. 2026-12-{chance.randint(10, 31)}"
            case "money" | "rate":
                return money(chance.randint(1, 500))
            case "lift" | "percents":
                return f"{low}% .. {high}%"
            case "moneys":
                return f"{money(low)} .. {money(high)}"
            case "discount":
                words = f"{money(5)} {self.word('off')} {self.word('over')} {money(25)}"
                return chance.choice((words, f"{low}% {self.word('off')}", "8.5折", "满300减50"))
            case "split":
                parts = zip(
                    ("acquisition", "retention", "reserve"), (low, 50 - low // 2, 50 - low + low // 2), strict=True
                )
                return f"{self.sign(',')} ".join(f"{self.value(name)} {share}%" for name, share in parts)
            case "offers":
                return f"{self.sign('[')}{known['offer'][0]}{self.sign(']')}"
            case "channel" | "offer" | "campaign":
                return chance.choice(known[kind])
            case "event":
                return self.world.event
            case "response":
                return f"{self.word('not')} {self.world.event}" if chance.random() < 0.5 else self.world.event
            case "field":
                return chance.choice(self.world.yes_no)
            case "stage":
                return chance.choice(self.stages)
            case "group":
                return chance.choice((*self.stages, *self.segments))
            case "weekday" | "kind" | "leap":
                values = {"weekday": ("monday", "friday"), "kind": ("owned", "paid"), "leap": ("feb28", "mar1")}
                return self.value(chance.choice(values[kind]))
            case "named" | "season":
                return self.day()
            case "moment":
                return self.day() if chance.random() < 0.5 else self.value("friday")
            case "agreed":
                return self.world.date
            case "anchor":
                return chance.choice((self.world.date, self.world.birthday))
            case "word":
                return self.value(chance.choice(("retention", "winback", "loyalty")))
            case "name":
                return self.name()
            case "condition":
                return self.condition(1)
        raise LookupError(f"the generator of playbooks has no value for slots of type `{kind}`")

    def _month_day(self, nth: int) -> str:
        return str(self.chance.randint(1, 15) + 15 * nth)

    def _weekday(self, nth: int) -> str:
        return self.value(("monday", "friday")[nth])

    def _place(self, nth: int) -> str:
        counted = self.value(self.chance.choice(("1st", "2nd", "3rd", "4th", "5th", "final")))
        return f"{counted} {self.value(('tuesday', 'workday')[nth])}"

    def _left_out(self, nth: int) -> str:
        return (
            f"2026-10-{self.chance.randint(10, 28)}"
            if nth
            else self.chance.choice(("2026-11-03 .. 2026-11-05", "2026-12-24"))
        )

    def condition(self, depth: int) -> str:
        """A condition with up to so many levels of `and` and `or`."""
        if depth and self.chance.random() < 0.5:
            left, right = self.condition(depth - 1), self.condition(depth - 1)
            joined = f"{left} {self.word(self.chance.choice(('and', 'or')))} {right}"
            return joined if self.chance.random() < 0.5 else f"{self.sign('(')}{joined}{self.sign(')')}"
        return self.chance.choice((self._compared, self._between, self._is, self._among, self._missing, self._alone))()

    def _compared(self) -> str:
        left = self.chance.choice((*self.world.numbers, self.call("count", self.world.event)))
        return f"{left} {self.word(self.chance.choice(('=', '!=', '<=', '>=', '<', '>')))} {self.chance.randint(0, 99)}"

    def _between(self) -> str:
        days = f"{self.word('days since')} {self.word('last')} {self.world.event}"
        return f"{days} {self.word('between')} 10 {self.word('and', beside='between')} {self.chance.randint(11, 99)}"

    def _is(self) -> str:
        value = self.word(self.chance.choice(("yes", "no")))
        return f"{self.chance.choice(self.world.yes_no)} {self.word(self.chance.choice(('is', 'is not')))} {value}"

    def _among(self) -> str:
        field, choices = self.world.one_of
        listed = f"{self.sign(',')} ".join(choices[: self.chance.randint(1, 3)])
        return f"{field} {self.word(self.chance.choice(('in', 'not in')))} {self.sign('[')}{listed}{self.sign(']')}"

    def _missing(self) -> str:
        return f"{self.world.birthday} {self.word(self.chance.choice(('is', 'is not')))} {self.word('missing')}"

    def _alone(self) -> str:
        if self.segments and self.stages and self.chance.random() < 0.5:
            return f"{self.word('not')} {self.chance.choice(self.segments)}"
        return self.value("everyone") if self.stages else self._compared()

    def call(self, name: str, subject: str) -> str:
        """A function over events."""
        titles = functions()[name].titles
        parts = [subject]
        if self.chance.random() < 0.3:
            parts += [self.word("where"), f"{self.world.units} >= {self.chance.randint(1, 9)}"]
        if self.chance.random() < 0.5:
            parts += [self.word("within last"), self.duration(self.chance.randint(2, 400), "d"), *self.filler("内")]
        title = {"en": titles.en, "zh": titles.zh}.get(self.language or "", self.looks.choice((titles.en, titles.zh)))
        return f"{title}{self.sign('(')}{' '.join(parts)}{self.sign(')')}"

    def filler(self, word: str) -> list[str]:
        """A word that only Chinese says."""
        is_said = self.language == "zh" or (self.language is None and self.looks.random() < 0.5)
        return [word] if is_said else []

    def day(self) -> str:
        """A day by its name."""
        english, chinese = self.chance.choice([pair for pair in all_names(()) if pair[1].isidentifier()])
        return {"en": english, "zh": chinese}.get(self.language or "", self.looks.choice((english, chinese)))

    def name(self) -> str:
        """A name that nothing has yet."""
        return next(self.taken)

    def maybe_title(self) -> str:
        """A title, or nothing."""
        return f" {self.quoted()}" if self.chance.random() < 0.5 else ""
