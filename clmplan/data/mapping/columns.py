"""A field for each column: by what its header names, by the shape of its values, or as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from clmplan.data.mapping import evidence
from clmplan.data.mapping.evidence import BY_NAME, BY_SHAPE, Setting
from clmplan.data.mapping.ideas.idea import Idea, Part, Side, in_brackets, plain
from clmplan.data.mapping.ideas.synonyms import Named, named
from clmplan.data.mapping.naming import different, field_name, is_chinese
from clmplan.data.mapping.profile import ColumnProfile
from clmplan.data.mapping.proposal import ColumnProposal, Reason
from clmplan.data.project.fields import TIMES
from clmplan.data.project.words import UNITS
from clmplan.model.project import FieldSpec, FieldType

_DATE_WORDS = re.compile(r"(?:时间|日期|日|date|time|datetime|day|at|on)$")
_MONEY_WORDS = re.compile(r"金额|费|价|款$|额$|amount|price|cost|total|spen[dt]|revenue|fee$|value$|sales$|paid$")
_YES_WORDS = re.compile(r"^(?:是否|已|有无|is|has|allow|accept)|否$")
_CODE_WORDS = re.compile(r"(?:id|编号|编码|号|号码|代码|code|no|number|sku)$")
_OWN_UNITS = frozenset({"人民币", "rmb", "cny", "gbp", "usd", "eur", "hkd"})
_FEW_BY_NAME, _FEW_BY_SHAPE = 2, 5  # records per choice


def propose_columns(profiles: Sequence[ColumnProfile], key: str | None, setting: Setting) -> tuple[ColumnProposal, ...]:
    """A proposal for every column but the key, in their order, with names that differ."""
    ideas = _one_column_each(profiles, setting.side)
    taken = ["c", "day"] if setting.side is not Side.CUSTOMERS else ["c"]
    found: list[ColumnProposal] = []
    for position, one in enumerate(profiles):
        if one.header == key:
            continue
        about = named(one.header, setting.side)
        proposal = _proposal(one, about.idea if about else None, setting)
        if proposal.field is None:
            continue
        name = ideas.get(one.header) if proposal.reason is not Reason.CONTRADICTED else None
        name = different(name or field_name(one.header, position), taken)
        taken.append(name)
        found.append(replace(proposal, field=replace(proposal.field, name=name)))
    return tuple(found)


def with_product(columns: tuple[ColumnProposal, ...]) -> tuple[ColumnProposal, ...]:
    """The columns with an amount made of quantity and price, where no column has the amount itself."""
    factors = [one for name in ("quantity", "unit_price") for one in columns if one.idea and one.idea.en == name]
    has_amount = any(one.idea is not None and one.idea.en == "amount" for one in columns)
    fields = [one.field for one in factors if one.field and one.field.type in (FieldType.NUMBER, FieldType.MONEY)]
    if has_amount or len(fields) != 2:
        return columns
    headers = tuple(one.column for one in fields)
    chinese = any(map(is_chinese, headers))
    name = different("金额" if chinese else "amount", [one.field.name for one in columns if one.field is not None])
    nullable = any(one.nullable for one in fields)
    spec = FieldSpec(name, TIMES.join(headers), FieldType.MONEY, nullable, product=headers)
    return (*columns, ColumnProposal(spec.column, spec, Part.NONE, Reason.PRODUCT))


def _one_column_each(profiles: Iterable[ColumnProfile], side: Side) -> dict[str, str]:
    """The name of its idea for the column that names each idea best; other columns keep their own."""
    best: dict[int, tuple[Named, str]] = {}
    for one in profiles:
        about = named(one.header, side)
        if about is None:
            continue
        known = best.get(id(about.idea))
        if known is None or about.rank < known[0].rank:
            best[id(about.idea)] = (about, one.header)
    return {header: about.idea.zh if is_chinese(header) else about.idea.en for about, header in best.values()}


def _proposal(profile: ColumnProfile, idea: Idea | None, setting: Setting) -> ColumnProposal:
    """The column with a type; the name of its field comes later."""
    base = ColumnProposal(
        profile.header, None, Part.NONE, Reason.NOTHING, idea, profile.shown, profile.filled / max(1, profile.rows)
    )
    blank = FieldSpec("", profile.header, FieldType.TEXT)
    if idea is not None:
        fitted = _by_name(profile, replace(blank, type=idea.type, yearly=idea.is_yearly), setting)
        if fitted is not None:
            reason = Reason.EMPTY if not profile.texts else Reason.NAME
            return _finished(base, profile, fitted, reason, idea.part, setting)
    fitted = _by_shape(profile, blank, setting)
    if idea is not None:
        reason = Reason.CONTRADICTED
    elif not profile.texts:
        reason = Reason.EMPTY
    else:
        reason = Reason.NOTHING if fitted[0].type is FieldType.TEXT else Reason.SHAPE
    return _finished(base, profile, fitted, reason, Part.NONE, setting)


_Fitted = tuple[FieldSpec, tuple[str, ...]]


def _finished(
    base: ColumnProposal, profile: ColumnProfile, fitted: _Fitted, reason: Reason, part: Part, setting: Setting
) -> ColumnProposal:
    spec, orders = fitted
    nullable = evidence.has_missing(profile, spec, setting)
    lost = evidence.lost_digits(profile) if spec.type in (FieldType.PHONE, FieldType.TEXT) else None
    return replace(base, field=replace(spec, nullable=nullable), part=part, reason=reason, orders=orders, lost=lost)


def _by_name(profile: ColumnProfile, spec: FieldSpec, setting: Setting) -> _Fitted | None:
    """The type that the header promises, when the values keep the promise."""
    match spec.type:
        case FieldType.TEXT:
            return spec, ()
        case FieldType.ONE_OF:
            return _few(profile, spec, _FEW_BY_NAME), ()
        case FieldType.DATE:
            return _date(profile, spec, setting, BY_NAME)
        case FieldType.MONEY:
            spec = _with_unit(profile, spec)
        case FieldType.PHONE:
            # Digits that a spreadsheet has taken away are no reason to read a column as something else.
            if evidence.lost_digits(profile):
                return spec, ()
    return (spec, ()) if evidence.share(profile, spec, setting) >= BY_NAME else None


def _by_shape(profile: ColumnProfile, blank: FieldSpec, setting: Setting) -> _Fitted:
    """The type that nearly all values fit and that fits nothing else; text otherwise."""
    if not profile.texts:
        return blank, ()
    header = plain(profile.header)
    dated = profile.is_iso_date or evidence.looks_like_dates(profile) or _DATE_WORDS.search(header)
    if dated:
        found = _date(profile, replace(blank, type=FieldType.DATE), setting, BY_SHAPE)
        if found is not None:
            return found
    for kind in (FieldType.YES_NO, FieldType.PHONE, FieldType.MONEY, FieldType.NUMBER):
        spec = replace(blank, type=kind)
        if _is_plausible(profile, header, kind) and evidence.share(profile, spec, setting) >= BY_SHAPE:
            return (_with_unit(profile, spec) if kind is FieldType.MONEY else spec), ()
    return _few(profile, blank, _FEW_BY_SHAPE), ()


def _is_plausible(profile: ColumnProfile, header: str, kind: FieldType) -> bool:
    """Whether a type is worth trying, since some values fit several."""
    match kind:
        case FieldType.YES_NO:
            return not evidence.is_zero_or_one(profile) or _YES_WORDS.search(header) is not None
        case FieldType.MONEY:
            said = any(one in _OWN_UNITS or one.endswith("元") for one in in_brackets(profile.header))
            return bool(said or _MONEY_WORDS.search(header)) or evidence.has_currency_signs(profile)
        case FieldType.NUMBER:
            return not _CODE_WORDS.search(header) and not evidence.is_code_like(profile)
        case _:
            return True


def _date(profile: ColumnProfile, spec: FieldSpec, setting: Setting, least: float) -> _Fitted | None:
    if profile.is_iso_date or not profile.texts:
        return spec, ()
    reading = evidence.date_reading(profile, spec, setting, least)
    if reading is None:
        return None
    ways = dict(reading.ways)
    if setting.date_order in ways:
        return ways[setting.date_order], ()
    return (spec, tuple(ways)) if ways else (reading.spec, ())


def _few(profile: ColumnProfile, spec: FieldSpec, per_choice: int) -> FieldSpec:
    """A list of choices when a column has few different texts; text otherwise."""
    listed = evidence.choices(profile, per_choice)
    if listed and not any(one.isdigit() for one in listed):
        return replace(spec, type=FieldType.ONE_OF, choices=listed)
    return replace(spec, type=FieldType.TEXT)


def _with_unit(profile: ColumnProfile, spec: FieldSpec) -> FieldSpec:
    """The field with the unit its header names in brackets, unless that is the currency itself."""
    unit = next((UNITS[word] for word in in_brackets(profile.header) if word in UNITS), None)
    return spec if unit is None or unit == 1 else replace(spec, unit=unit)
