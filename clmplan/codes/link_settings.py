"""CLM770 to CLM779: what may be wrong with how a project file says links are tagged."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording
from clmplan.codes.project import GOOD_PROJECT


def _code(
    id: str, name: str, *, message: tuple[str, str], help: tuple[str, str], why: tuple[str, str], bad: str, good: str
) -> Code:
    examples = (
        Example(GOOD_PROJECT.text.replace("data:\n", f"{line}\ndata:\n"), "clmplan.yaml") for line in (bad, good)
    )
    return Code(id, name, Severity.ERROR, Wording(*message), Wording(*help), Wording(*why), *examples)


UNKNOWN_MEDIUM = _code(
    "CLM770",
    "unknown-medium",
    message=("`{medium}` is no medium that web analytics groups", "`{medium}` 不是网站分析会归类的媒介"),
    help=(
        "write one of {known}, and name WeCom, a mini-program or a poster under `sources`",
        "改为 {known} 之一；企业微信、小程序或海报写在 `来源` 下",
    ),
    why=(
        "a medium that Google Analytics does not know lands under Unassigned, where no channel report shows it",
        "Google Analytics 把不认识的媒介归入“未分配”，渠道报告里看不到",
    ),
    bad="links: {media: {email: wecom}}",
    good="links: {sources: {email: wecom}, media: {email: social}}",
)
SOURCE_NOT_PLAIN = _code(
    "CLM771",
    "source-not-plain",
    message=("`{source}` cannot be written in a link as it is", "`{source}` 不能原样写进链接"),
    help=(
        "write it in lower-case ASCII letters, digits and hyphens, such as `{known}`",
        "改用小写英文字母、数字和连字符，如 `{known}`",
    ),
    why=(
        "tags tell capitals apart and Chinese becomes percent signs, so one source would be counted as several",
        "标记区分大小写，中文会变成百分号编码，同一来源会被算成多个",
    ),
    bad="links: {sources: {email: Autumn News}}",
    good="links: {sources: {email: autumn-news}}",
)
NOT_A_DOMAIN = _code(
    "CLM772",
    "not-a-domain",
    message=("`{domain}` is not the name of a domain", "`{domain}` 不是域名"),
    help=("write the name alone, such as `shop.example`", "只写域名本身，如 `shop.example`"),
    why=(
        "links are compared with the domain alone, so an address with a path would never match",
        "链接只按域名比较，带路径的地址永远对不上",
    ),
    bad="links: {internal: ['https://shop.example/']}",
    good="links: {internal: [shop.example]}",
)
