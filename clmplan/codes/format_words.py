"""What `clmplan fmt` says."""

from clmplan.base.diagnostics import Wording

FORMAT_WORDS = {
    "formatted": Wording("{file}: formatted", "{file}：已整理"),
    "would_format": Wording("{file}: would be formatted", "{file}：需要整理"),
    "unchanged": Wording("{count} file(s) already formatted", "{count} 个文件无需整理"),
    "kept": Wording(
        "{file}: what cannot be read is left as it is ({errors} mistake(s)); `clmplan check` shows them",
        "{file}：读不懂的部分保持原样（{errors} 个错误）；可用 `clmplan check` 查看",
    ),
}
