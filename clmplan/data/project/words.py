"""The keys and types of a project file in English and Chinese, and what each block may hold."""

from __future__ import annotations

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
    }
)

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

PROJECT_KEYS = ("name", "zone", "currency", "locale", "regions", "as_of", "seed", "playbooks", "data")
DATA_KEYS = ("set aside at most", "customers", "events", "contacts", "suppressed")
CUSTOMER_KEYS = ("file", "key", "known from", "fields")
EVENT_KEYS = ("file", "customer", "on", "fields")
CONTACT_KEYS = ("file", "customer", "on", "channel", "fields")
SUPPRESSED_KEYS = ("file", "customer")
FIELD_KEYS = ("column", "type", "format", "yearly", "choices", "missing")

YES = frozenset({"yes", "true", "是", "有"})
NO = frozenset({"no", "false", "否", "无"})


def english_key(word: str, allowed: tuple[str, ...]) -> str | None:
    """The key of a block that a word stands for in either language, or None."""
    return next((key for key in allowed if word in (key, CHINESE_KEYS[key])), None)


def field_type(word: str) -> FieldType | None:
    """The type a word stands for in either language, or None."""
    return next((kind for kind in FieldType if word in (kind.value, CHINESE_TYPES[kind])), None)


def spellings(keys: tuple[str, ...]) -> tuple[str, ...]:
    """All words that a block accepts."""
    return (*keys, *(CHINESE_KEYS[key] for key in keys))


def type_words() -> tuple[str, ...]:
    """All words that name a type."""
    return (*(kind.value for kind in FieldType), *CHINESE_TYPES.values())
