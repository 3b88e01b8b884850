"""What the reference of the language says: headings, labels, forms, what schedules mean."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.diagnostics import Wording

# The table of contents names these; the others of the almanac are found by their names.
BEST_KNOWN_DAYS = frozenset(
    {
        "new_years_day", "spring_festival_eve", "spring_festival", "lantern_festival", "valentines", "women_day",
        "qingming", "easter", "labour_day", "mothers_day", "love_day", "dragon_boat", "mid_year", "fathers_day", "qixi",
        "mid_autumn", "national_day", "halloween", "double11", "thanksgiving", "black_friday", "cyber_monday",
        "double12", "christmas", "new_years_eve",
    }
)  # fmt: skip

HEADINGS = {
    "declarations": Wording("Declarations", "声明"),
    "lines": Wording("Lines", "语句"),
    "schedules": Wording("Schedules", "时间安排"),
    "functions": Wording("Functions", "函数"),
    "conditions": Wording("Words in conditions", "条件里的词"),
    "literals": Wording("Values", "值的写法"),
    "values": Wording("Words for values", "表示取值的词"),
    "days": Wording("Named days", "节日"),
    "regions": Wording("Regions", "地区"),
    "joints": Wording("Words inside a line", "语句里的连接词"),
    "spellings": Wording("All spellings", "全部写法"),
    "later": Wording("Not in this version", "本版本没有的词"),
}
# What an entry of a topic is.
TOPICS = {
    "declarations": Wording("declaration", "声明"),
    "lines": Wording("line in {places}", "{places}里的语句"),
    "schedules": Wording("schedule, after `on`", "时间安排，写在 `于` 之后"),
    "functions": Wording("function", "函数"),
    "conditions": Wording("word in conditions", "条件里的词"),
    "literals": Wording("value", "值的写法"),
    "values": Wording("word for a value", "表示取值的词"),
    "days": Wording("named day", "节日"),
    "regions": Wording("region of the project file", "项目文件里的地区"),
    "joints": Wording("word inside a line", "语句里的连接词"),
}
REMARKS = {
    "required": Wording("required", "必填"),
    "many": Wording("may be repeated", "可写多条"),
    "block": Wording("opens a block of its own", "自带一个块"),
}
EVERYWHERE = Wording("a playbook, outside every declaration", "剧本（写在所有声明之外）")
SAYS = {
    "lines": Wording("lines inside", "可用语句"),
    "example": Wording("example", "例子"),
    "also": Wording("spellings", "写法"),
    "see": Wording("see also", "另见"),
    "stands_in": Wording("stands in", "出现在"),
    "more_days": Wording(
        "and those of each region: `clmplan days 2026 --region cn`",
        "以及各地区的节日：`clmplan days 2026 --region cn`",
    ),
    "contents": Wording(
        "`clmplan words WORD` tells more about any word, in either language",
        "`clmplan words 词` 说明任何一个词，中英文均可",
    ),
    "form": Wording("form", "写法"),
}
WORDS_INTRO = Wording(
    "Each word below is also told by `clmplan words WORD`, in either language.",
    "下面的每个词也可以用 `clmplan words 词` 查询，中英文均可。",
)
NO_NEIGHBOUR = Wording("`clmplan words` lists all words", "`clmplan words` 列出所有的词")
NEIGHBOUR = Wording("perhaps `{near}` is meant", "是否想查 `{near}`")
ALONE = Wording("by itself", "单独成句")
# The word by which a block is known that has no name of its own.
BLOCK_WORDS = {"branch": "if", "given": "given"}
# What to look up next, beside the lines of a declaration.
SEE_ALSO = {
    "metric": ("sum", "count", "segment"),
    "segment": ("top", "in", "between", "days since", "missing"),
    "lifecycle": ("exclusive", "complete", "first match", "entering"),
    "campaign": ("wave", "on", "send", "holdout"),
    "experiment": ("campaign", "variant"),
    "import": ("playbook",),
}
# What to look up next, by the type of a place to be filled.
SLOT_SEES = {
    "anchor": "date of the customer",
    "campaign": "campaign",
    "channel": "channel",
    "condition": "condition",
    "closed": "date",
    "count": "number",
    "date": "date",
    "dates": "date",
    "days": "length of time",
    "discount": "discount",
    "duration": "length of time",
    "event": "event",
    "events": "event",
    "field": "field",
    "agreed": "date of the customer",
    "group": "segment",
    "kind": "owned",
    "leap": "feb28",
    "lifecycle": "lifecycle",
    "lift": "range",
    "metric": "metric",
    "moment": "date",
    "money": "money",
    "moneys": "range",
    "minutes": "hour",
    "name": "name",
    "named": "around a named day",
    "number": "number",
    "numbers": "number",
    "offer": "offer",
    "places": "1st",
    "season": "around a named day",
    "weekdays": "monday",
    "offers": "offer",
    "percent": "percent",
    "percents": "range",
    "rate": "money",
    "response": "event",
    "share": "percent",
    "split": "percent",
    "stage": "lifecycle",
    "text": "text",
    "time": "time of day",
    "times": "time of day",
    "value": "number",
    "weekday": "weekday",
    "window": "range",
    "word": "name",
    "workdays": "length of time",
}
# What a reader must know beyond the meaning.
FACTS = {
    "avg": (
        Wording(
            "it is compared with a written value at once, as it is unknown for customers without events; no metric holds it",
            "没有事件的客户平均值未知，因此须当场与写出的值比较，不能单独作为指标",
        ),
    ),
    "days since": (
        Wording(
            "a date to come counts below zero: `days since ends + 30 > 0` holds from 29 days before the date on",
            "未来的日期算作负数：`距 到期日 + 30 > 0` 从该日期前 29 天起成立",
        ),
    ),
    "expect": (
        Wording(
            "reasons after `by`: consent, entry, offer, suppressed, holdout, policy, capacity, budget",
            "`由` 之后的原因：许可、进入方式、优惠、免打扰、留出、规则、容量、预算",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class ScheduleTold:
    """What a schedule is called, and what it means."""

    title: Wording
    meaning: Wording


SCHEDULES = {
    "dated": ScheduleTold(
        Wording("on listed dates", "写明的日期"),
        Wording(
            "goes out on the dates listed, and on every day of the ranges listed",
            "在写明的日期，以及写明的时间段里每天发送",
        ),
    ),
    "seasonal": ScheduleTold(
        Wording("during a season", "节日期间"),
        Wording(
            "goes out on every day, or on some weekdays, of the season of a named day, such as the weeks of a sale; a named "
            "day without a season is one day long",
            "在节日或大促的整个期间每天或每逢某几天发送；没有期间的节日只有当天",
        ),
    ),
    "recurring": ScheduleTold(
        Wording("again and again", "反复"),
        Wording(
            "comes back every so many days, weeks, months or years, counted from its first day, which is the start of the "
            "campaign unless `from` names another; the last day (`until`) is included",
            "每隔若干天、周、月或年一次，从首日起算；首日默认为活动开始，可用 `从` 指定；`直到` 的那天也算",
        ),
    ),
    "workdays": ScheduleTold(
        Wording("every working day", "每个工作日"),
        Wording(
            "goes out on every day on which people work in the regions of the project, work days made up for days off "
            "included",
            "在项目地区的每个工作日发送，含调休上班日",
        ),
    ),
    "named_day": ScheduleTold(
        Wording("around a named day", "节日前后"),
        Wording(
            "goes out on a festival or retail day, or so many days, weeks or work days before or after it, every year",
            "在节日或大促当天，或其前后若干天、周、工作日发送，每年如此",
        ),
    ),
    "entering": ScheduleTold(
        Wording("when a stage or segment is entered", "进入阶段或人群时"),
        Wording(
            "goes out to each customer on the day they enter a stage or a segment, or some time later",
            "在每位客户进入某阶段或人群当天，或之后若干时间发送",
        ),
    ),
    "leaving": ScheduleTold(
        Wording("when a stage or segment is left", "离开阶段或人群时"),
        Wording(
            "goes out to each customer on the first day they are no longer in a stage or a segment, or some time later",
            "在每位客户不再属于某阶段或人群的第一天，或之后若干时间发送",
        ),
    ),
    "each_event": ScheduleTold(
        Wording("after every event", "每次事件之后"),
        Wording(
            "goes out to each customer so long after every event of a kind, not only after the first or the last one; an "
            "event is known from the day after it",
            "在每位客户的每一次事件之后若干时间发送，不只首次或上次；事件从次日起才可知",
        ),
    ),
    "offer_given": ScheduleTold(
        Wording("after an offer is given", "发放优惠之后"),
        Wording(
            "goes out to each customer so long after a contact of the plan gave them the offer",
            "在计划中的触达向每位客户发放优惠之后若干时间发送",
        ),
    ),
    "offer_expiry": ScheduleTold(
        Wording("around the expiry of an offer", "优惠到期前后"),
        Wording(
            "goes out to each customer so long before or after the last day on which an offer they were given can be used; "
            "an offer `valid: 14d` given on the 1st can be used up to the 14th",
            "在每位客户所得优惠可用的最后一天前后若干时间发送；`有效期：14天` 的优惠 1 日发放，可用到 14 日",
        ),
    ),
    "anchored": ScheduleTold(
        Wording("from a customer's own date", "按客户自己的日期"),
        Wording(
            "goes out once to each customer, so long or so many work days before or after a date of their own; an event is known from the day "
            "after it",
            "按每位客户自己的日期，在其前后若干天发送一次；事件从次日起才可知",
        ),
    ),
    "anniversary": ScheduleTold(
        Wording("each year with a customer's own date", "客户自己的周年"),
        Wording(
            "goes out once a year to each customer around the anniversary of a date of their own; 29 February falls on "
            "28 February",
            "每年在每位客户自己日期的周年前后发送一次；2 月 29 日落在 2 月 28 日",
        ),
    ),
    "lunar_anniversary": ScheduleTold(
        Wording("each lunar year with a customer's own date", "客户自己的农历周年"),
        Wording(
            "goes out once a lunar year to each customer around the lunar day of a date of their own; a leap month counts "
            "where the year has it, else the plain month does, and day 30 of a month of 29 days is its last",
            "每个农历年在每位客户自己日期的农历日前后发送一次；闰月逢有闰之年按闰月，否则按平月；小月没有三十则为月末",
        ),
    ),
}
JOINT = Wording("a word inside the lines shown here", "用在下列语句中的词")
LATER = Wording(
    "kept for a later version; a playbook that uses it is refused, so that no plan looks complete when it is not",
    "为以后的版本保留；使用它的剧本会被拒绝，以免计划看似完整",
)
DAY = Wording("{days}", "{days}")
ESTIMATED = Wording("some of these days are not verified yet", "部分日期尚未核实")
REGION = Wording(
    "its days off, work days made up for them and festivals; days off of {years} are on file",
    "该地区的法定节假日、调休上班日和节日；已收录 {years} 的放假安排",
)
UNPUBLISHED = Wording("not published yet, so marked as estimated: {years}", "尚未公布，按估计标注：{years}")
OUTSIDE = Wording("Outside every declaration", "写在所有声明之外")
INSIDE = {
    "wave": Wording(
        "Lines inside `wave`; a campaign with a single wave writes them in its own block",
        "`波次` 里的语句；只有一个波次的活动直接写在活动里",
    ),
    "prepare": Wording("Lines inside `prepare`", "`准备` 里的语句"),
    "assume": Wording("Lines inside `assume`", "`假定` 里的语句"),
    "given": Wording("Lines inside `given customer` and `given … others`", "`假设 客户` 与 `假设 … 其他客户` 里的语句"),
}
DAYS_INTRO = Wording(
    "A plan knows the days of its regions first, then those known everywhere, then those of other regions.",
    "先找项目地区的节日，再找通用的，最后找其他地区的。",
)
SPELLINGS_INTRO = Wording(
    "The first spelling of a language is the one that `clmplan fmt` writes; the others are read as well.",
    "每种语言的第一个写法由 `clmplan fmt` 写出，其余写法同样可读。",
)
WEEKDAY = Wording("a day of the week, in schedules that repeat every so many weeks", "星期几，用于每隔若干周的时间安排")
