"""What reading and writing files, and the workspace of a project, may say."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording

FILE_MISSING = Code(
    "CLM701",
    "text-file-missing",
    Severity.ERROR,
    Wording("there is no file `{name}`", "文件 `{name}` 不存在"),
    Wording(
        "check the spelling, and that the path is relative to the project folder",
        "请检查拼写，并确认路径相对于项目文件夹",
    ),
    Wording("a plan is only as good as the files it was made from", "计划的好坏取决于它所用的文件"),
)
FILE_NOT_REGULAR = Code(
    "CLM702",
    "file-not-regular",
    Severity.ERROR,
    Wording("`{name}` is not a file", "`{name}` 不是文件"),
    Wording(
        "name a file inside the folder, not the folder or a device", "请指定文件夹中的某个文件，而不是文件夹或设备"
    ),
    Wording("folders and devices hold no text of their own", "文件夹和设备本身没有文本内容"),
)
FILE_UNREADABLE = Code(
    "CLM703",
    "text-file-unreadable",
    Severity.ERROR,
    Wording("`{name}` cannot be read ({reason})", "无法读取 `{name}`（{reason}）"),
    Wording("check the permissions of the file and of its folder", "请检查该文件及其文件夹的权限"),
    Wording("the operating system refused to open the file", "操作系统拒绝打开该文件"),
)
FILE_TOO_LARGE = Code(
    "CLM704",
    "file-too-large",
    Severity.ERROR,
    Wording("`{name}` is larger than {limit} MiB", "`{name}` 超过 {limit} MiB"),
    Wording(
        "check that it is a playbook or project file, not a file of data",
        "请确认它是剧本文件或项目文件，而不是数据文件",
    ),
    Wording(
        "text that people write is never this large, so something else was named",
        "人写的文本不会这么大，很可能指错了文件",
    ),
)
FILE_NOT_UTF8 = Code(
    "CLM705",
    "file-not-utf8",
    Severity.ERROR,
    Wording("line {line} of `{name}` is not UTF-8 text", "`{name}` 第 {line} 行不是 UTF-8 文本"),
    Wording("save the file as UTF-8", "请将文件另存为 UTF-8"),
    Wording(
        "a guessed encoding could change names and words without anyone noticing",
        "猜测编码可能在无人察觉时改变名称和文字",
    ),
)
FILE_HAS_NUL = Code(
    "CLM706",
    "file-has-nul",
    Severity.ERROR,
    Wording("line {line} of `{name}` holds a NUL character", "`{name}` 第 {line} 行含有 NUL 字符"),
    Wording("save the file as plain UTF-8 text", "请将文件另存为纯 UTF-8 文本"),
    Wording("NUL characters come from another encoding or a file that is no text", "NUL 字符来自其他编码或非文本文件"),
)
FOLDER_UNWRITABLE = Code(
    "CLM707",
    "folder-unwritable",
    Severity.ERROR,
    Wording("nothing can be written to `{name}` ({reason})", "无法写入 `{name}`（{reason}）"),
    Wording("check the permissions of the folder, or name another one", "请检查文件夹的权限，或指定其他文件夹"),
    Wording("the operating system refused to create or replace files there", "操作系统拒绝在该处创建或替换文件"),
)
WRITE_FAILED = Code(
    "CLM708",
    "write-failed",
    Severity.ERROR,
    Wording(
        "writing to `{name}` failed ({reason}); what was there before is unchanged",
        "写入 `{name}` 失败（{reason}）；原有文件未改动",
    ),
    Wording("check the free space of the disk, then run again", "请检查磁盘剩余空间，然后重新运行"),
    Wording("outputs are written whole or not at all", "输出要么全部写入，要么完全不写"),
)
OUTSIDE_FOLDER = Code(
    "CLM709",
    "outside-folder",
    Severity.ERROR,
    Wording("`{name}` lies outside its folder", "`{name}` 位于其文件夹之外"),
    Wording("use a relative path without `..`", "请使用不含 `..` 的相对路径"),
    Wording("outputs stay inside the folder they were asked for", "输出只能留在指定的文件夹内"),
)
WORKSPACE_BUSY = Code(
    "CLM710",
    "workspace-busy",
    Severity.ERROR,
    Wording("another run is working in `{name}`", "另一个运行正在使用 `{name}`"),
    Wording("wait until it ends, then run again", "请等待其结束后重新运行"),
    Wording("two runs at once could mix their outputs", "两个运行同时进行可能混淆输出"),
)
WORKSPACE_DAMAGED = Code(
    "CLM711",
    "workspace-damaged",
    Severity.ERROR,
    Wording("`{name}` cannot be understood ({reason})", "无法识别 `{name}`（{reason}）"),
    Wording(
        "move the file away and compile again; plans are made anew from the playbook",
        "请移走该文件并重新编译；计划可由剧本重新生成",
    ),
    Wording("the file was changed by something else, or its disk is failing", "该文件被其他程序改动，或磁盘有故障"),
)
WORKSPACE_NEWER = Code(
    "CLM712",
    "workspace-newer",
    Severity.ERROR,
    Wording("`{name}` was written by a newer version of clmplan", "`{name}` 由更新版本的 clmplan 写入"),
    Wording("update clmplan", "请升级 clmplan"),
    Wording("an older version could misread what a newer one stored", "旧版本可能误读新版本保存的内容"),
)

ENVIRONMENT_CODES = (
    FILE_MISSING,
    FILE_NOT_REGULAR,
    FILE_UNREADABLE,
    FOLDER_UNWRITABLE,
    WRITE_FAILED,
    WORKSPACE_BUSY,
    WORKSPACE_DAMAGED,
    WORKSPACE_NEWER,
)
