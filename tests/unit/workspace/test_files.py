"""Reading text and writing outputs, on good and on broken disks."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from clmplan.base.source import Source
from clmplan.codes import workspace as say
from clmplan.workspace import files
from clmplan.workspace.files import install, read_text, write_all

OLD = {"a.txt": b"old a", "b.txt": b"old b", "sub/c.txt": b"old c"}
NEW = {"a.txt": b"new a", "b.txt": b"new b", "sub/c.txt": b"new c", "d.txt": b"new d"}


def codes(checked):
    return [diagnostic.code for diagnostic in checked.diagnostics]


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fail_on(monkeypatch, method, is_meant, number=errno.ENOSPC):
    """Make a method of Path fail, as on a broken disk, where `is_meant` says so."""
    original = getattr(Path, method)

    def broken(self, *given, **named):
        if is_meant(self, *given):
            raise OSError(number, os.strerror(number))
        return original(self, *given, **named)

    monkeypatch.setattr(Path, method, broken)


def test_text_is_read_without_its_byte_order_mark_under_its_given_name(tmp_path):
    (tmp_path / "plan.clm").write_bytes(b"\xef\xbb\xbf" + "活动 唤醒\r\n".encode())
    assert read_text(tmp_path / "plan.clm", "campaigns/plan.clm").value == Source("campaigns/plan.clm", "活动 唤醒\r\n")


def test_an_empty_file_is_empty_text(tmp_path):
    (tmp_path / "empty.clm").touch()
    assert read_text(tmp_path / "empty.clm", "empty.clm").value == Source("empty.clm", "")


@pytest.mark.parametrize("name", ["none.clm", "file/none.clm", "nul\0.clm"])
def test_a_file_that_is_not_there_is_missing(tmp_path, name):
    (tmp_path / "file").touch()
    assert codes(read_text(tmp_path / name, name)) == [say.FILE_MISSING]


def test_a_folder_and_a_device_are_no_files(tmp_path):
    assert codes(read_text(tmp_path, "folder")) == [say.FILE_NOT_REGULAR]
    assert codes(read_text(Path(os.devnull), "null")) == [say.FILE_NOT_REGULAR]


def test_a_pipe_is_refused_before_it_can_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert codes(read_text(tmp_path / "pipe", "pipe")) == [say.FILE_NOT_REGULAR]


def test_a_file_without_permission_is_unreadable(tmp_path, monkeypatch):
    (tmp_path / "secret.clm").touch()
    fail_on(monkeypatch, "open", lambda path, *_: path.name == "secret.clm", errno.EACCES)
    found = read_text(tmp_path / "secret.clm", "secret.clm")
    assert codes(found) == [say.FILE_UNREADABLE]
    assert "EACCES" in found.diagnostics[0].message("zh")


def test_the_largest_text_is_read_and_one_more_byte_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_TEXT", 2**20)
    (tmp_path / "fits.clm").write_bytes(b"x" * 2**20)
    (tmp_path / "large.clm").write_bytes(b"x" * (2**20 + 1))
    assert not read_text(tmp_path / "fits.clm", "fits.clm").has_errors
    assert codes(read_text(tmp_path / "large.clm", "large.clm")) == [say.FILE_TOO_LARGE]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("a\nb\n活动".encode("gbk"), say.FILE_NOT_UTF8),
        (b"a\nb\n\xed\xa0\x80", say.FILE_NOT_UTF8),
        (b"a\nb\nc\0", say.FILE_HAS_NUL),
    ],
)
def test_what_is_no_text_is_named_with_its_line(tmp_path, data, code):
    (tmp_path / "bad.clm").write_bytes(data)
    found = read_text(tmp_path / "bad.clm", "bad.clm")
    assert codes(found) == [code]
    assert "line 3 of `bad.clm`" in found.diagnostics[0].message("en")


def test_all_files_are_written_and_nothing_else_is_left(tmp_path):
    assert write_all(tmp_path / "deep" / "build", NEW).diagnostics == ()
    assert contents(tmp_path) == {f"deep/build/{name}": data for name, data in NEW.items()}


def test_new_outputs_replace_old_ones_and_leave_other_files_alone(tmp_path):
    write_all(tmp_path, OLD | {"mine.txt": b"mine"})
    assert write_all(tmp_path, NEW).diagnostics == ()
    assert contents(tmp_path) == NEW | {"mine.txt": b"mine"}
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", sorted(NEW))
@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_a_disk_that_fails_in_the_middle_leaves_the_old_outputs_intact(tmp_path, monkeypatch, name, method):
    write_all(tmp_path, OLD)
    meant = Path(files._STAGING) / "new" / name
    fail_on(monkeypatch, method, lambda path, *_: path.as_posix().endswith(meant.as_posix()))
    found = write_all(tmp_path, NEW)
    assert codes(found) == [say.WRITE_FAILED]
    assert "ENOSPC" in found.diagnostics[0].message("en")
    assert contents(tmp_path) == OLD


def test_old_outputs_stay_where_the_disk_knows_no_links(tmp_path, monkeypatch):
    write_all(tmp_path, OLD)
    fail_on(monkeypatch, "hardlink_to", lambda *_: True, errno.EPERM)
    with monkeypatch.context() as broken:
        fail_on(broken, "replace", lambda path, *_: path.as_posix().endswith("new/d.txt"))
        assert codes(write_all(tmp_path, NEW)) == [say.WRITE_FAILED]
        assert contents(tmp_path) == OLD
    assert write_all(tmp_path, NEW).diagnostics == ()
    assert contents(tmp_path) == NEW


def test_a_failed_first_write_leaves_no_folder_behind(tmp_path, monkeypatch):
    fail_on(monkeypatch, "write_bytes", lambda path, *_: path.name == "b.txt")
    assert codes(write_all(tmp_path / "deep" / "build", NEW)) == [say.WRITE_FAILED]
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_outputs_intact(tmp_path):
    write_all(tmp_path, OLD)

    def interrupt(staging):
        (staging / "a.txt").write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(tmp_path, ("a.txt",), interrupt)
    assert contents(tmp_path) == OLD


def test_what_a_killed_run_had_set_aside_comes_back_before_the_next_one(tmp_path, monkeypatch):
    write_all(tmp_path, OLD)
    (tmp_path / files._STAGING / "old").mkdir(parents=True)
    (tmp_path / files._STAGING / "new").mkdir(parents=True)
    (tmp_path / "a.txt").rename(tmp_path / files._STAGING / "old" / "a.txt")
    fail_on(monkeypatch, "write_bytes", lambda path, *_: path.name == "b.txt")
    assert codes(write_all(tmp_path, NEW)) == [say.WRITE_FAILED]
    assert contents(tmp_path) == OLD


def test_what_cannot_be_put_back_at_once_is_kept_for_the_next_run(tmp_path, monkeypatch):
    write_all(tmp_path, OLD)
    with monkeypatch.context() as broken:
        fail_on(broken, "hardlink_to", lambda *_: True, errno.EPERM)
        fail_on(broken, "replace", lambda path, *_: path.as_posix().endswith(("new/b.txt", "old/b.txt")))
        assert write_all(tmp_path, NEW).has_errors
        assert (tmp_path / files._STAGING / "old" / "b.txt").read_bytes() == b"old b"
    fail_on(monkeypatch, "write_bytes", lambda path, *_: path.name == "d.txt")
    assert write_all(tmp_path, NEW).has_errors
    assert contents(tmp_path) == OLD


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", "a\\b", "c:x", "x\0", f"{files._STAGING}/x"])
def test_a_path_that_leaves_the_folder_is_refused_and_nothing_is_written(tmp_path, name):
    assert codes(write_all(tmp_path / "build", {"a.txt": b"a", name: b"x"})) == [say.OUTSIDE_FOLDER]
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "build").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build" / "out").symlink_to(tmp_path / "elsewhere")
    assert codes(write_all(tmp_path / "build", {"out/a.txt": b"a"})) == [say.OUTSIDE_FOLDER]
    assert contents(tmp_path / "elsewhere") == {}


def test_an_output_that_is_a_link_is_replaced_and_its_target_stays(tmp_path):
    (tmp_path / "build").mkdir()
    (tmp_path / "precious.txt").write_bytes(b"precious")
    (tmp_path / "build" / "a.txt").symlink_to(tmp_path / "precious.txt")
    assert write_all(tmp_path / "build", {"a.txt": b"a"}).diagnostics == ()
    assert (tmp_path / "precious.txt").read_bytes() == b"precious"
    assert not (tmp_path / "build" / "a.txt").is_symlink()


def test_a_folder_in_the_way_of_an_output_changes_nothing(tmp_path):
    write_all(tmp_path, OLD | {"d.txt/inside": b"kept"})
    assert codes(write_all(tmp_path, NEW)) == [say.WRITE_FAILED]
    assert contents(tmp_path) == OLD | {"d.txt/inside": b"kept"}


def test_a_place_that_takes_no_files_is_named(tmp_path):
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "build", Path("/proc/build")):
        assert codes(write_all(folder, OLD)) == [say.FOLDER_UNWRITABLE]
    assert contents(tmp_path) == {"file": b""}


def test_a_read_only_folder_is_named(tmp_path, monkeypatch):
    fail_on(monkeypatch, "mkdir", lambda path, *_: path.name == files._STAGING or path.name == "new", errno.EROFS)
    assert codes(write_all(tmp_path, OLD)) == [say.FOLDER_UNWRITABLE]


def test_nothing_to_write_is_no_error(tmp_path):
    assert write_all(tmp_path / "build", {}).diagnostics == ()
