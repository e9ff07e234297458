"""Submissions on disk: which there are, what they are called, what is read, and what is not believed."""

import errno
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck import folder, intake, safefile
from gradecheck.errors import ExitCode, UsageError
from gradecheck.folder import Folder, members
from gradecheck.intake import find, ids, read, survey
from gradecheck.messages import clean, say
from gradecheck.model import Source, Submission


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Make files (their content is their own name) and stand in the folder that holds them."""
    monkeypatch.chdir(tmp_path)

    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        return tmp_path

    return make


def found(*arguments, file=None):
    """Ids and paths of what is found."""
    return {one.id: one.path for one in find([Path(a) for a in arguments], file)}


def refusal(source):
    """Why nothing is run, in words."""
    assert source.files == {}
    return say(source.refused)


# --- which there are --------------------------------------------------------------------------------------


def test_a_file_is_a_submission_with_its_own_name(tree):
    tree("work/alice.py")
    assert found("work/alice.py") == {"alice": "work/alice.py"}


def test_each_file_and_each_folder_of_a_class_is_a_submission_in_sorted_order(tree):
    tree("class/bob/hw.py", "class/alice.py", "class/dora.py", "class/carl/a.py", "class/carl/plots/x.png")
    expected = {
        "alice": "class/alice.py",
        "bob": "class/bob",
        "carl": "class/carl",
        "dora": "class/dora.py",
    }
    assert list(expected.items()) == list(found("class").items())


def test_a_folder_with_exactly_one_python_file_is_one_submission(tree):
    tree("class/alice.py", "class/notes.txt", "class/plots/loss.png")
    assert found("class") == {"class": "class"}


def test_one_file_beside_folders_that_hold_submissions_is_a_class(tree):
    tree("class/alice.py", "class/bob/hw.py")
    assert found("class") == {"alice": "class/alice.py", "bob": "class/bob"}


def test_a_folder_with_the_tasks_file_is_one_submission_whatever_else_it_holds(tree):
    tree("class/alice/answers.py", "class/alice/helper.py", "class/alice/lib/more.py", "class/bob/answers.py")
    assert found("class", file="answers.py") == {"alice": "class/alice", "bob": "class/bob"}
    assert found("class/alice", file="answers.py") == {"alice": "class/alice"}


def test_a_folder_without_the_tasks_file_holds_submissions(tree):
    tree("class/alice/hw.py", "class/bob.py")
    assert found("class", file="answers.py") == {"alice/hw": "class/alice/hw.py", "bob": "class/bob.py"}


def test_groups_are_looked_into_to_any_depth(tree):
    tree(
        "all/monday/alice.py", "all/monday/bob.py", "all/tuesday/late/carl/hw.py", "all/tuesday/late/d/hw.py"
    )
    assert found("all") == {
        "monday/alice": "all/monday/alice.py",
        "monday/bob": "all/monday/bob.py",
        "tuesday/late/carl": "all/tuesday/late/carl",
        "tuesday/late/d": "all/tuesday/late/d",
    }


def test_who_handed_in_no_python_is_a_submission_and_is_told(tree):
    tree("class/alice.py", "class/bob.py", "class/dave/deep/hw.docx")
    submission = find([Path("class")], None)[2]
    assert Submission("dave", "class/dave", "class") == submission
    source = read(submission, None)
    assert refusal(source) == "no Python file to grade"
    assert source.unread == ("deep/hw.docx",)


@pytest.mark.parametrize("suffix", ["rar", "7z", "tar.bz2", "TAR.XZ", "tbz2", "txz", "tar.zst", "zipx"])
def test_who_handed_in_an_archive_of_another_kind_is_told_what_to_hand_in(tree, suffix):
    """As a file of a class, as the only thing in a folder, or as the argument itself."""
    tree("class/alice.py", "class/bob/hw.py", f"class/carl.{suffix}", f"class/dave/hw.{suffix}")
    there = {one.id: read(one, None) for one in find([Path("class"), Path(f"class/dave/hw.{suffix}")], None)}
    said = "is an archive of a kind that is not opened; hand in a .zip, or the .py itself"
    assert ["alice", "bob", "carl", "dave", "hw"] == list(there)
    assert refusal(there["carl"]) == f"carl.{suffix} {said}"
    assert refusal(there["dave"]) == refusal(there["hw"]) == f"hw.{suffix} {said}"


def test_an_archive_of_another_kind_beside_the_only_code_of_a_folder_is_not_read(tree):
    tree("alice/hw.py", "alice/hw.rar")
    [alice] = find([Path("alice")], None)
    assert Source("hw.py", {"hw.py": b"alice/hw.py"}, ("hw.rar",)) == read(alice, None)


def test_what_lies_in_a_class_and_is_nobodys_is_named(tree):
    """The files of a submission are its own; what describes an export is read."""
    tree("class/alice.py", "class/bob/hw.py", "class/bob/x.png", "class/dora.pdf", "class/late/a.py")
    tree("class/late/b.py", "class/late/\x1b.md", "class/submission_metadata.yml", "class/.hidden", "e.png")
    there = survey([Path("class"), Path("class/late"), Path("e.png")], None)
    assert ("class/dora.pdf", "class/late/�.md") == there.unread
    assert ["alice", "bob", "late/a", "late/b", "e.png"] == [one.id for one in there.submissions]


def test_at_most_twenty_files_of_nobody_are_named(tree):
    tree("class/a.py", "class/b.py", *(f"class/{n:02}.png" for n in range(25)))
    assert (*(f"class/{n:02}.png" for n in range(19)), "… (+6)") == survey([Path("class")], None).unread


def test_hidden_empty_and_machine_made_things_are_passed_over(tree):
    tree("c/a.py", "c/b.py", "c/.git/x.py", "c/._a.py", "c/__pycache__/a.py", "c/__MACOSX/._a.py")
    tree("c/node_modules/gyp.py", "c/venv/pyvenv.cfg", "c/venv/lib/six.py", "c/hidden/.x.py")
    (Path("c/empty/empty")).mkdir(parents=True)
    assert found("c") == {"a": "c/a.py", "b": "c/b.py"}


def test_folders_too_deep_are_not_looked_into(tree):
    deep = "/".join(["d"] * folder.MAX_DEPTH)
    tree("c/a.py", "c/b.py", f"c/{deep}/hw.py", "e/a.py", "e/b.py", f"e/{deep}/d/hw.py")
    assert found("c") == {"a": "c/a.py", "b": "c/b.py", "/".join(["d"] * folder.MAX_DEPTH): f"c/{deep}"}
    assert found("e") == {"a": "e/a.py", "b": "e/b.py"}


def test_arguments_keep_their_order_and_the_same_path_counts_once(tree):
    tree("z.py", "class/a.py", "class/b.py")
    again = ("z.py", "class", "class/a.py", "./class/../z.py", "class")
    assert list(found(*again).values()) == ["z.py", "class/a.py", "class/b.py"]


def test_the_suffix_may_be_in_capitals(tree):
    tree("class/ALICE.PY", "class/bob.py")
    assert found("class") == {"ALICE": "class/ALICE.PY", "bob": "class/bob.py"}


def test_missing_paths_are_wrong_usage_and_all_are_named(tree):
    tree("a.py")
    with pytest.raises(UsageError) as caught:
        find([Path("no.py"), Path("a.py"), Path("nowhere")], None)
    assert str(caught.value) == "there is no file or folder 'no.py', 'nowhere'"
    assert caught.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("names", [(), ("class/notes.txt",), ("class/pictures/x.png",), ("class/.x.py",)])
def test_a_folder_without_submissions_is_wrong_usage(tree, names):
    tree(*names)
    Path("class").mkdir(exist_ok=True)
    with pytest.raises(UsageError) as caught:
        find([Path("class")], None)
    assert str(caught.value) == "there are no submissions in 'class': it holds no .py or .ipynb file"


# --- what they are called ---------------------------------------------------------------------------------


def test_equal_ids_get_their_argument_as_prefix(tree):
    tree("w1/alice.py", "w1/bob.py", "w2/alice.py", "w2/carl.py")
    assert found("w1", "w2") == {
        "w1/alice": "w1/alice.py",
        "bob": "w1/bob.py",
        "w2/alice": "w2/alice.py",
        "carl": "w2/carl.py",
    }
    assert found("w1/alice.py", "w2/alice.py") == {"w1/alice": "w1/alice.py", "w2/alice": "w2/alice.py"}


def test_a_file_and_a_folder_of_one_name_are_told_apart_by_the_suffix(tree):
    tree("class/alice.py", "class/alice/hw.py")
    assert found("class") == {"class/alice": "class/alice", "class/alice.py": "class/alice.py"}


def test_the_folder_one_stands_in_has_its_name_as_id(tree, monkeypatch):
    tree("alice/hw.py")
    monkeypatch.chdir("alice")
    assert found(".") == {"alice": "."}
    assert found("../alice/.") == {"alice": "../alice"}


def test_names_in_any_script_are_kept_and_control_characters_replaced(tree):
    tree("班/张 三.py", "班/b\x1b[31m.py", "班/  .py")
    assert found("班") == {"unnamed": "班/  .py", "b�[31m": "班/b\x1b[31m.py", "张 三": "班/张 三.py"}


NAMES = st.sampled_from(["a.py", "a.PY", "a", "b.py", "b", "a (2).py", "\x01.py", "\x02.py", "x.txt"])
PARTS = st.lists(NAMES, max_size=3).map(tuple)


@given(st.lists(st.tuples(st.sampled_from(["c", "c/a", "./c", "../d", "/"]).map(Path), PARTS), max_size=12))
def test_no_two_submissions_have_one_id_and_every_id_is_clean(places):
    named = ids(places)
    assert len(set(named)) == len(places)
    assert [name for name in named if clean(name, 4096) != name or not name] == []


FOLDERS = st.recursive(
    st.builds(Folder, st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple), st.just({})),
    lambda inner: st.builds(
        Folder,
        st.lists(NAMES, max_size=3, unique=True).map(tuple),
        st.dictionaries(st.sampled_from(["f", "g", "h.py"]), inner, min_size=1, max_size=2),
    ),
    max_leaves=5,
)


def python_files(folder):
    """What leads to each Python file in a folder."""
    for name in folder.files:
        if name.lower().endswith(".py"):
            yield (name,)
    for name, inner in folder.folders.items():
        yield from ((name, *parts) for parts in python_files(inner))


@given(FOLDERS, st.none() | st.just("b.py"))
def test_every_python_file_belongs_to_exactly_one_submission(folder, file):
    submissions = list(members(folder, file))
    for path in python_files(folder):
        assert len([s for s in submissions if path[: len(s)] == s]) == 1


# --- what is read -----------------------------------------------------------------------------------------


def test_a_file_is_read_as_it_is(tree):
    tree()
    Path("alice.py").write_bytes(b"\xef\xbb\xbfx = 1\r\n\xff")
    source = read(Submission("alice", "alice.py"), None)
    assert Source("alice.py", {"alice.py": b"\xef\xbb\xbfx = 1\r\n\xff"}) == source


def test_a_folder_is_read_with_its_modules_and_the_rest_is_named(tree):
    tree(
        "class/alice/answers.py", "class/alice/lib/more.py", "class/alice/plots/损失.png", "class/alice/a.py"
    )
    tree("class/alice/.hidden.py", "class/alice/bad\x1b.txt", "class/bob.py")
    [alice, _] = find([Path("class")], "answers.py")
    assert read(alice, "answers.py") == Source(
        "answers.py",
        {
            "answers.py": b"class/alice/answers.py",
            "a.py": b"class/alice/a.py",
            "lib/more.py": b"class/alice/lib/more.py",
        },
        ("bad�.txt", "plots/损失.png"),
    )


def test_a_folder_without_the_name_of_a_file_runs_its_only_one(tree):
    tree("alice/hw.py", "alice/loss.png")
    [alice] = find([Path("alice")], None)
    assert Source("hw.py", {"hw.py": b"alice/hw.py"}, ("loss.png",)) == read(alice, None)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("answers.py", "several Python files, and none is called answers.py"),
        (None, "several Python files; hand in a single one"),
    ],
)
def test_a_folder_that_has_changed_since_it_was_found_is_refused(tree, file, said):
    tree("alice/a.py", "alice/b.py", "alice/x.png")
    source = read(Submission("alice", "alice"), file)
    assert said == refusal(source)
    assert source.unread == ("x.png",)


def test_an_argument_that_is_no_python_file_is_refused(tree):
    tree("hw.docx")
    [submission] = find([Path("hw.docx")], None)
    assert (submission.id, refusal(read(submission, None))) == ("hw.docx", "no Python file to grade")


def test_a_submission_that_is_gone_is_refused_not_a_crash(tree):
    tree("class/a.py", "class/b.py")
    gone = find([Path("class")], None)[1]
    Path("class/b.py").unlink()
    assert refusal(read(gone, None)) == "b.py could not be read: No such file or directory"


def test_at_most_twenty_unread_files_are_named(tree):
    tree("alice/hw.py", *(f"alice/{n:02}.png" for n in range(25)))
    unread = read(Submission("alice", "alice"), None).unread
    assert (*(f"{n:02}.png" for n in range(19)), "… (+6)") == unread


def test_a_file_larger_than_the_limit_is_refused_and_one_of_the_limit_is_read(tree):
    tree()
    with Path("big.py").open("wb") as file:
        file.truncate(10 << 30)
    assert refusal(read(Submission("big", "big.py"), None)) == "big.py is larger than 1024 KB"
    Path("big.py").write_bytes(b"#" * safefile.MAX_FILE)
    assert len(read(Submission("big", "big.py"), None).files["big.py"]) == safefile.MAX_FILE


def test_modules_beyond_the_limits_stay_unread_and_the_main_file_never(tree):
    tree("many/zz.py", *(f"many/{n:03}.py" for n in range(intake.MAX_FILES)))
    source = read(Submission("many", "many"), "zz.py")
    assert (len(source.files), source.unread) == (intake.MAX_FILES, ("199.py",))
    tree("large/zz.py", "large/lib/small.py")
    for n in range(5):
        Path(f"large/{n}.py").write_bytes(b"#" * safefile.MAX_FILE)
    source = read(Submission("large", "large"), "zz.py")
    assert list(source.files) == ["zz.py", "0.py", "1.py", "2.py", "lib/small.py"]
    assert source.unread == ("3.py", "4.py")


def test_not_everything_is_read_only_to_be_left_out(tree):
    """Sparse files cost nothing to hand in: after twenty that do not fit, none is read any more."""
    tree("sparse/zz.py", "sparse/lib/small.py")
    for n in range(40):
        Path(f"sparse/{n:02}.py").touch()
        os.truncate(f"sparse/{n:02}.py", safefile.MAX_FILE)
    source = read(Submission("sparse", "sparse"), "zz.py")
    assert list(source.files) == ["zz.py", "00.py", "01.py", "02.py"]


# --- what is not believed ---------------------------------------------------------------------------------


def linked(path):
    path.symlink_to("../secret.py")


def linked_hard(path):
    os.link("secret.py", path)


def pipe(path):
    os.mkfifo(path)


@pytest.mark.parametrize("make", [linked, linked_hard, pipe])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(tree, make):
    tree("secret.py", "class/alice.py", "bob/hw.py")
    make(Path("class/trick.py"))
    trick = find([Path("class")], None)[1]
    said = "trick.py is not a regular file (links are not followed)"
    assert ("trick", said) == (trick.id, refusal(read(trick, None)))
    make(Path("bob/trick.py"))
    source = read(Submission("bob", "bob"), "hw.py")
    assert Source("hw.py", {"hw.py": b"bob/hw.py"}, ("trick.py",)) == source


def test_a_link_to_a_folder_is_not_followed(tree):
    tree("keys/key.py", "class/a.py", "class/b.py", "alice/hw.py")
    Path("class/trick").symlink_to("../keys")
    Path("alice/trick").symlink_to("../keys")
    assert found("class") == {"a": "class/a.py", "b": "class/b.py"}
    assert Source("hw.py", {"hw.py": b"alice/hw.py"}, ("trick",)) == read(Submission("alice", "alice"), None)


@contextmanager
def as_anybody():
    """Permissions do not bite root: be somebody else for a while."""
    before = os.geteuid()
    os.seteuid(before or 65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def closed(tree):
    """A class in which ``b.py`` and the folders ``carl`` and ``dora/plots`` may not be read."""
    root = tree("class/a.py", "class/b.py", "class/carl/hw.py", "class/dora/hw.py", "class/dora/plots/x.png")
    root.chmod(0o755)
    shut = [Path("class/b.py"), Path("class/carl"), Path("class/dora/plots")]
    for path in shut:
        path.chmod(0)
    yield
    for path in shut:
        path.chmod(0o700)


@pytest.mark.usefixtures("closed")
def test_what_may_not_be_read_costs_only_itself():
    with as_anybody():
        sources = {one.id: read(one, None) for one in find([Path("class")], None)}
    assert refusal(sources["b"]) == "b.py could not be read: Permission denied"
    assert refusal(sources["carl"]) == "carl could not be read: Permission denied"
    assert sources["dora"] == Source("hw.py", {"hw.py": b"class/dora/hw.py"}, ("plots/",))
    assert list(sources) == ["a", "b", "carl", "dora"]


@pytest.mark.usefixtures("closed")
def test_an_argument_that_may_not_be_looked_into_is_wrong_usage():
    with as_anybody(), pytest.raises(UsageError) as caught:
        find([Path("class/carl")], None)
    assert str(caught.value) == "cannot look into 'class/carl': Permission denied"


@pytest.mark.parametrize("opened", [safefile._open, safefile._open_anywhere])
@pytest.mark.parametrize("parts", [("link.py",), ("up", "secret.py"), ("folder", "up", "secret.py")])
def test_no_step_below_the_argument_may_be_a_link(tree, opened, parts):
    """Nor one that was put there after the folder was looked at."""
    root = tree("secret.py", "c/folder/a.py") / "c"
    (root / "link.py").symlink_to("../secret.py")
    (root / "up").symlink_to("..")
    (root / "folder/up").symlink_to("../..")
    with pytest.raises(OSError, match=r"symbolic links|Not a directory") as caught:
        opened(root, parts)
    assert caught.value.errno in (errno.ELOOP, errno.ENOTDIR)


@pytest.mark.parametrize("opened", [safefile._open, safefile._open_anywhere])
@pytest.mark.parametrize("parts", [(), ("c", "a.py")])
def test_both_ways_to_open_a_file_open_it(tree, opened, parts):
    root = tree("c/a.py") if parts else tree("c/a.py") / "c/a.py"
    descriptor = opened(root, parts)
    with os.fdopen(descriptor, "rb") as file:
        assert file.read() == b"c/a.py"


def test_a_link_that_the_instructor_names_is_followed(tree):
    tree("real/alice.py", "real/bob.py")
    Path("file.py").symlink_to("real/alice.py")
    Path("folder").symlink_to("real")
    [file, alice, bob] = find([Path("file.py"), Path("folder")], None)
    assert [file.id, alice.id, bob.id] == ["file", "alice", "bob"]
    assert read(file, None).files == {"file.py": b"real/alice.py"}
    assert read(bob, None).files == {"bob.py": b"real/bob.py"}


def test_nothing_stays_open(tree):
    tree("secret.py", "class/alice.py", "class/bob/hw.py")
    linked(Path("class/bob/trick.py"))
    pipe(Path("class/pipe.py"))
    before = sorted(Path("/proc/self/fd").iterdir())
    for submission in find([Path("class")], None):
        read(submission, None)
    assert before == sorted(Path("/proc/self/fd").iterdir())


# --- what is said -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "told", "listed"),
    [
        (
            "en",
            "carl.rar is an archive of a kind that is not opened",
            "not read, and not part of any",
        ),
        ("zh-CN", "carl.rar 是不支持的压缩格式", "以下文件没有读取，也不属于任何提交"),
    ],
)
def test_nothing_in_a_class_is_passed_over_in_silence(gradecheck, course, lang, told, listed):
    """An archive that cannot be opened costs its author the points; other files cost nobody any."""
    (course / "class" / "double.py").unlink()
    (course / "class" / "also.py").write_bytes((course / "class" / "right.py").read_bytes())
    (course / "class" / "notes.pdf").touch()
    words = ("run", "task.yaml", "class", "--lang", lang, "--format", "html")
    done = gradecheck(*words, cwd=course)
    assert done.returncode == ExitCode.OK
    assert done.stderr.startswith(listed)
    assert done.stderr.endswith("\n  class/notes.pdf\n")
    (course / "class" / "carl.rar").write_bytes(b"Rar!")
    done = gradecheck(*words, cwd=course)
    assert done.returncode == ExitCode.BELOW
    assert told in done.stdout
