"""The keys and types of a project file in English and Chinese, and what each block may hold."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from clmplan.model.project import FieldType

CHINESE_KEYS = MappingProxyType(
    {
        "name": "名称",
        "zone": "时区",
        "currency": "币种",
        "locale": "语言",
        "regions": "地区",
        "as_of": "日期",
        "seed": "种子",
        "playbooks": "剧本",
        "data": "数据",
        "set aside at most": "搁置上限",
        "customers": "客户",
        "events": "事件",
        "contacts": "触达",
        "suppressed": "免打扰",
        "file": "文件",
        "key": "主键",
        "known from": "已知自",
        "customer": "客户",
        "on": "于",
        "channel": "渠道",
        "fields": "字段",
        "column": "列",
        "type": "类型",
        "format": "格式",
        "yearly": "每年",
        "choices": "选项",
        "missing": "可缺失",
        "date order": "日期顺序",
        "unit": "单位",
        "product": "乘积",
        "encoding": "编码",
        "delimiter": "分隔符",
        "sheet": "工作表",
        "table": "表",
        "query": "查询",
        "connect": "连接",
        "leave out": "剔除",
        "where": "条件",
        "net": "冲销",
        "by": "依据",
        "one per": "合并按",
        "latest by": "取最新按",
        "links": "链接",
        "sources": "来源",
        "media": "媒介",
        "internal": "站内域名",
        "baidu": "百度",
        "days": "日子",
    }
)

# The keys of a file of days.
CHINESE_DAY_KEYS = MappingProxyType(
    {
        "title": "标题",
        "season": "时段",
        "off": "放假",
        "workdays": "上班",
        "region": "地区",
        "year": "年份",
        "source": "来源",
        "verified": "已核实",
        "en": "英文",
        "zh": "中文",
    }
)
_CHINESE = CHINESE_KEYS | CHINESE_DAY_KEYS

CHINESE_TYPES = MappingProxyType(
    {
        FieldType.TEXT: "文本",
        FieldType.NUMBER: "数字",
        FieldType.MONEY: "金额",
        FieldType.DATE: "日期",
        FieldType.YES_NO: "是否",
        FieldType.ONE_OF: "取值",
        FieldType.PHONE: "手机号",
    }
)

PROJECT_KEYS = ("name", "zone", "currency", "locale", "regions", "as_of", "seed", "playbooks", "data", "links", "days")
DATA_KEYS = ("set aside at most", "customers", "events", "contacts", "suppressed")
SOURCE_KEYS = ("file", "encoding", "delimiter", "sheet", "table", "query", "connect", "leave out")
CUSTOMER_KEYS = (*SOURCE_KEYS, "key", "known from", "fields", "latest by", "zone")
EVENT_KEYS = (*SOURCE_KEYS, "customer", "on", "fields", "net", "one per")
CONTACT_KEYS = (*SOURCE_KEYS, "customer", "on", "channel", "fields")
SUPPRESSED_KEYS = (*SOURCE_KEYS, "customer")
LINK_KEYS = ("sources", "media", "internal", "baidu")
RULE_KEYS = ("name", "where")
NET_KEYS = ("where", "by")
FIELD_KEYS = ("column", "type", "format", "yearly", "choices", "missing", "date order", "unit", "product")

DAY_FILE_KEYS = ("days", "off", "workdays", "region", "year", "source", "verified")
DAY_KEYS = ("title", "on", "season")
TITLE_KEYS = ("en", "zh")

YES = frozenset({"yes", "true", "是", "有"})
LUNAR = frozenset({"lunar", "农历", "農曆"})
NO = frozenset({"no", "false", "否", "无"})

# Of the media that Google Analytics groups into channels by themselves, those that a plan can use.
MEDIA = ("email", "sms", "push", "social", "cpc", "display", "affiliate", "referral")
DATE_ORDERS = MappingProxyType({"dmy": "日月年", "mdy": "月日年", "ymd": "年月日"})
DELIMITERS = MappingProxyType(
    {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "逗号": ",", "分号": ";", "制表符": "\t", "竖线": "|"}
)
# What an amount of one unit is worth in the currency itself, or a number in ones.
UNITS = MappingProxyType(
    {
        "元": Decimal(1),
        "角": Decimal("0.1"),
        "分": Decimal("0.01"),
        "千元": Decimal(1000),
        "万元": Decimal(10_000),
        "亿元": Decimal(100_000_000),
        "cents": Decimal("0.01"),
        "thousands": Decimal(1000),
        "millions": Decimal(1_000_000),
    }
)


def english_key(word: str, allowed: tuple[str, ...]) -> str | None:
    """The key of a block that a word stands for in either language, or None."""
    return next((key for key in allowed if word in (key, _CHINESE[key])), None)


def field_type(word: str) -> FieldType | None:
    """The type a word stands for in either language, or None."""
    return next((kind for kind in FieldType if word in (kind.value, CHINESE_TYPES[kind])), None)


def spellings(keys: tuple[str, ...]) -> tuple[str, ...]:
    """All words that a block accepts."""
    return (*keys, *(_CHINESE[key] for key in keys))


def type_words() -> tuple[str, ...]:
    """All words that name a type."""
    return (*(kind.value for kind in FieldType), *CHINESE_TYPES.values())
