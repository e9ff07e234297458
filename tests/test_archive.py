"""Zip and tar archives: folders like any other, read in memory, in which nothing is believed."""

import gzip
import io
import json
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import DOUBLE, PLUGIN, RIGHT, TASK

from gradecheck import archive, places
from gradecheck.archive import BELOW, MAX_ARCHIVE, Caps, opened
from gradecheck.intake import find, read
from gradecheck.messages import say
from gradecheck.model import Source
from gradecheck.safefile import MAX_FILE, RefusedError

FILES = {"hw.py": b"x = 1", "lib/more.py": b"y = 2", "plot.png": b"PNG"}


def zipped(files, **more):
    """The bytes of a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **more) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return stream.getvalue()


def tarred(files, mode="w:gz"):
    """The bytes of a tar archive; a value that is a TarInfo is a member as it is."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as packed:
        for name, data in files.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = 0 if isinstance(data, tarfile.TarInfo) else len(data)
            packed.addfile(info, None if isinstance(data, tarfile.TarInfo) else io.BytesIO(data))
    return stream.getvalue()


def refusal(data, name="a.zip", caps=BELOW):
    """Why an archive is not read, in words."""
    with pytest.raises(RefusedError) as caught:
        opened(data, name, caps)
    return say(caught.value.message)


def reading(data, name):
    """What an archive holds; or the set of what is said instead."""
    try:
        return opened(data, name).contents
    except RefusedError as error:
        return {say(error.message)}


def refused(held, *parts):
    """Why one file of an archive is not read, in words."""
    with pytest.raises(RefusedError) as caught:
        held.content(parts, parts[-1])
    return say(caught.value.message)


def found(*arguments, file=None):
    """Ids and sources of what is found."""
    return {one.id: read(one, file) for one in find([Path(one) for one in arguments], file)}


@pytest.fixture
def here(write, monkeypatch, tmp_path):
    """Write files and stand in the folder that holds them."""
    monkeypatch.chdir(tmp_path)
    return write


FORMATS = pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("alice.zip", zipped),
        ("alice.tar", lambda files: tarred(files, "w")),
        ("alice.tar.gz", tarred),
        ("alice.TGZ", tarred),
    ],
)


# --- folders like any other -------------------------------------------------------------------------------


@FORMATS
def test_an_archive_is_one_submission_or_a_class_by_the_rules_of_folders(here, name, pack):
    here({name: pack(FILES), f"class/{name}": pack({"bob.py": b"b", "carl/hw.py": b"c"}), "class/d.py": "d"})
    assert found(name, file="hw.py") == {
        "alice": Source("hw.py", {"hw.py": b"x = 1", "lib/more.py": b"y = 2"}, ("plot.png",))
    }
    assert found("class") == {
        "alice/bob": Source("bob.py", {"bob.py": b"b"}),
        "alice/carl": Source("hw.py", {"hw.py": b"c"}),
        "d": Source("d.py", {"d.py": b"d"}),
    }


@FORMATS
def test_an_archive_may_lie_in_an_archive(here, name, pack):
    inner = zipped({"bob/hw.py": b"b", "bob/x.png": b""})
    here({name: pack({"bob.zip": inner, "carl/carl.zip": inner, "dora.py": b"d"})})
    source = Source("hw.py", {"hw.py": b"b"}, ("x.png",))
    assert found(name) == {
        "bob": source,
        "carl/carl": source,
        "dora": Source("dora.py", {"dora.py": b"d"}),
    }


def test_an_archive_nested_too_deep_is_a_file_that_is_not_read(here):
    deep = zipped({"deep.zip": zipped({"hw.py": b"x"}), "hw.py": b"y"})
    here({"all.zip": zipped({"alice.zip": deep, "bob.py": b"b"})})
    assert found("all.zip")["alice"] == Source("hw.py", {"hw.py": b"y"}, ("deep.zip",))


def test_of_an_archive_in_a_class_with_many_archives_in_it_none_is_opened(here):
    """Each could be a bomb, and a student needs no more than a few."""
    inner = {f"{n}.zip": zipped({"hw.py": b"x"}) for n in range(9)}
    here({"class/alice.zip": zipped({"hw.py": b"a", **inner}), "class/bob.py": b"b"})
    assert found("class") == {
        "alice": Source("hw.py", {"hw.py": b"a"}, tuple(sorted(inner))),
        "bob": Source("bob.py", {"bob.py": b"b"}),
    }


def test_a_folder_around_everything_is_taken_off_unless_it_says_whose_it_is(here):
    here({"alice.zip": zipped({"Homework 1/src/hw.py": b"x", "Homework 1/src/__init__.txt": b""})})
    assert found("alice.zip") == {"alice": Source("hw.py", {"hw.py": b"x"}, ("__init__.txt",))}
    here({"all.zip": zipped({"2020123456_张三/hw.py": b"x"})})
    assert list(found("all.zip")) == ["2020123456"]


def test_what_machines_leave_and_names_that_lead_out_are_passed_over(here):
    names = ["../../evil.py", "/etc/evil.py", "__MACOSX/._hw.py", ".git/x.py", "._hw.py", "__pycache__/a.py"]
    names += ["x/../../evil.py", "venv/pyvenv.cfg", "venv/lib/six.py", "/".join("d" * 30) + "/deep.py"]
    for name, pack in (("z.zip", zipped), ("t.tar", lambda files: tarred(files, "w"))):
        here({f"class/{name}": pack(dict.fromkeys(names, b"") | {"./a//hw.py": b"x", "b.py": b"y"})})
    assert {id_: source.files for id_, source in found("class").items()} == {
        "z/a": {"hw.py": b"x"},
        "z/b": {"b.py": b"y"},
        "t/a": {"hw.py": b"x"},
        "t/b": {"b.py": b"y"},
    }


def test_nothing_is_written_to_disk(here, tmp_path):
    here({"alice.zip": zipped(FILES), "bob.tgz": tarred(FILES)})
    before = sorted(tmp_path.rglob("*"))
    found("alice.zip", "bob.tgz", ".")
    assert before == sorted(tmp_path.rglob("*"))


def test_a_file_and_a_folder_of_one_name_do_not_stop_the_rest():
    held = opened(zipped({"a": b"", "a/hw.py": b"x", "b.py": b"y"}), "a.zip")
    assert held.folder.files == ("b.py",)
    assert list(held.folder.folders) == ["a"]


def test_losses_beside_a_script_are_read_in_an_archive_too(here):
    here({"alice.zip": zipped({"hw.py": b"x", "losses.txt": b"499 0.1"})})
    assert found("alice.zip")["alice"].log == b"499 0.1"


# --- names ------------------------------------------------------------------------------------------------


def named(raw, *, backslash=False):
    """A zip archive with a file whose name is these bytes, and no word of their encoding."""
    data = zipped({"a" * len(raw) + ("\\hw.py" if backslash else "/hw.py"): b"x", "b.py": b"y"})
    return data.replace(b"a" * len(raw), raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("张三".encode(), "张三"),
        ("张三".encode("gbk"), "张三"),
        ("侊乗".encode("gbk"), "侊乗"),
        (b"Jos\xe9 \xff", "José ÿ"),
    ],
    ids=["utf-8", "gbk", "gbk with backslashes in it", "neither"],
)
@pytest.mark.parametrize("backslash", [False, True], ids=["slash", "backslash"])
def test_names_of_no_declared_encoding_are_utf8_or_gbk(here, raw, expected, backslash):
    here({"class.zip": named(raw, backslash=backslash)})
    assert set(found("class.zip")) == {"b", expected}


def test_names_in_a_tar_archive_may_be_gbk(here):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT, encoding="gbk") as packed:
        packed.addfile(tarfile.TarInfo("李四/hw.py"))
        packed.addfile(tarfile.TarInfo("b.py"))
    here({"class.tar": stream.getvalue()})
    assert list(found("class.tar")) == ["b", "李四"]


# --- what is not believed ---------------------------------------------------------------------------------


def link(kind):
    info = tarfile.TarInfo("link.py")
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar_archive_are_refused(kind):
    held = opened(tarred({"link.py": link(kind), "hw.py": b"x"}), "a.tgz")
    assert refused(held, "link.py") == "link.py is not a regular file (links are not followed)"
    assert held.content(("hw.py",), "hw.py") == b"x"


def test_links_in_a_zip_archive_are_refused():
    info = zipfile.ZipInfo("link.py")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    held = opened(zipped({info: b"/etc/passwd", "hw.py": b"x"}), "a.zip")
    assert refused(held, "link.py") == "link.py is not a regular file (links are not followed)"


def test_what_is_not_there_is_refused():
    assert "is not a regular file" in refused(opened(zipped(FILES), "a.zip"), "no.py")


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zipped), ("a.tgz", tarred)])
def test_a_file_that_grows_too_large_costs_only_itself(name, pack):
    held = opened(pack({"big.py": bytes(MAX_FILE + 1), "hw.py": bytes(MAX_FILE)}), name)
    assert refused(held, "big.py") == "big.py is larger than 1024 KB"
    assert len(held.content(("hw.py",), "hw.py")) == MAX_FILE


TOO_LARGE = "{} holds more than 1 MB, or more than 9 files; hand in the code alone"


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zipped), ("a.tgz", tarred)])
def test_an_archive_that_grows_or_counts_too_much_is_refused(name, pack):
    caps = Caps(1 << 20, 9)
    bomb = {f"{n}.py": bytes(200_000) for n in range(6)}
    assert refusal(pack(bomb), name, caps) == TOO_LARGE.format(name)
    assert refusal(pack({f"{n}.png": b"" for n in range(10)}), name, caps) == TOO_LARGE.format(name)


def test_what_says_that_it_is_too_large_is_never_inflated(monkeypatch):
    """Hundreds of such files would cost a minute, and count for nothing."""
    data = zipped({"x.zip": bytes(MAX_ARCHIVE + 1), "hw.py": b"x"})
    inflated = []
    plain = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile, "open", lambda self, info: inflated.append(info.filename) or plain(self, info)
    )
    assert refused(opened(data, "a.zip"), "x.zip") == "x.zip is larger than 32768 KB"
    assert inflated == ["hw.py"]


def test_pictures_in_a_zip_archive_are_never_inflated():
    held = opened(zipped({"film.mp4": bytes(9 << 20), "hw.py": b"x"}), "a.zip", Caps(1 << 20, 9))
    assert held.contents == {("film.mp4",): b"", ("hw.py",): b"x"}


def test_a_stream_that_inflates_without_end_is_refused_in_bounded_memory():
    bomb = gzip.compress(bytes(8 << 20))
    assert refusal(bomb * 8, "a.tar.gz") == (
        "a.tar.gz holds more than 32 MB, or more than 500 files; hand in the code alone"
    )


def test_an_encrypted_or_damaged_file_costs_only_itself():
    data = bytearray(zipped({"a.py": b"x" * 99, "b.py": b"y"}))
    data[data.index(b"a.py") + len("a.py") + 3] ^= 0xFF
    held = opened(bytes(data), "a.zip")
    assert refused(held, "a.py") == "a.py could not be read: damaged"
    locked = bytearray(zipped({"a.py": b"x", "b.py": b"y"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    held = opened(bytes(locked), "a.zip")
    assert refused(held, "a.py") == "a.py could not be read: encrypted, or packed in an unusual way"
    assert held.content(("b.py",), "b.py") == b"y"


def test_methods_that_unpack_slowly_are_not_used():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("a.py", b"x")
    assert "unusual way" in refused(opened(stream.getvalue(), "a.zip"), "a.py")


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
@pytest.mark.parametrize("data", [b"", b"Rar!\x1a\x07", bytes(1024), gzip.compress(b"x" * 600)[:-9]])
def test_what_is_no_archive_is_refused_or_empty(name, data):
    said = {f"{name} is damaged, or is not a zip or tar archive"}
    assert reading(data, name) in ({}, said)


SEEDS = [
    ("a.zip", zipped(FILES)),
    ("a.tar", tarred(FILES, "w")),
    ("a.tgz", tarred(FILES)),
    ("a.tar", tarred({"l" * 300 + ".py": b"x", "张.py": b"y"}, "w")),
]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=4
)


@given(st.sampled_from(SEEDS), CHANGES)
def test_no_change_of_an_archive_raises_anything_but_a_refusal(seed, changes):
    name, data = seed[0], bytearray(seed[1])
    for place, change in changes:
        start = int(place * len(data))
        data[start : start + len(change)] = change
    assert isinstance(reading(bytes(data), name), dict | set)


@given(st.sampled_from(["a.zip", "a.tar", "a.tgz"]), st.binary())
def test_no_bytes_raise_anything_but_a_refusal(name, data):
    packed = gzip.compress(data, 0) if name == "a.tgz" else data
    for one in (data, packed, b"PK\x03\x04" + data):
        assert isinstance(reading(one, name), dict | set)


# --- in a class -------------------------------------------------------------------------------------------


def test_an_archive_without_code_is_a_submission_that_is_told(here):
    here(
        {
            "class/a.zip": zipped({"hw.docx": b""}),
            "class/b.py": "b",
            "class/c.zip": zipped({}),
            "class/d.py": "",
        }
    )
    sources = found("class")
    assert {id_: source.refused and say(source.refused) for id_, source in sources.items()} == {
        "a": "no Python file to grade",
        "b": None,
        "c": "no Python file to grade",
        "d": None,
    }
    assert sources["a"].unread == ("hw.docx",)


def test_a_broken_archive_costs_only_its_author(here):
    here(
        {"class/a.zip": b"PK", "class/b.tar.gz": b"x", "class/c.py": "c", "class/d.py": "d", "alone.zip": b""}
    )
    said = {id_: say(source.refused) for id_, source in found("class", "alone.zip").items() if source.refused}
    assert said == {
        "a": "a.zip is damaged, or is not a zip or tar archive",
        "b": "b.tar.gz is damaged, or is not a zip or tar archive",
        "alone": "alone.zip is damaged, or is not a zip or tar archive",
    }


def test_links_to_archives_are_followed_only_where_the_instructor_names_them(here):
    here({"real/alice.zip": zipped({"hw.py": b"x"}), "class/b.py": "b", "class/c.py": "c"})
    Path("class/trick.zip").symlink_to("../real/alice.zip")
    Path("named.zip").symlink_to("real/alice.zip")
    sources = found("class", "named.zip")
    assert say(sources["trick"].refused) == "trick.zip is not a regular file (links are not followed)"
    assert sources["named"].files == {"hw.py": b"x"}


def test_a_folder_may_be_called_like_an_archive(here):
    here({"class/a.zip/hw.py": "a", "class/b.py": "b"})
    assert {id_: source.files for id_, source in found("class").items()} == {
        "a": {"hw.py": b"a"},
        "b": {"b.py": b"b"},
    }


def test_an_archive_and_a_folder_of_one_name_are_told_apart(here):
    here({"class/a.zip": zipped({"hw.py": b"x"}), "class/a/hw.py": "y", "class/a.py": "z"})
    assert list(found("class")) == ["class/a", "class/a.py", "class/a.zip"]


def test_an_archive_below_an_argument_may_not_be_large(here):
    here({"class/a.py": "a", "class/b.zip": b"", "class/c.py": "c"})
    with Path("class/b.zip").open("wb") as file:
        file.truncate(archive.MAX_ARCHIVE + 1)
    assert say(found("class")["b"].refused) == "b.zip is larger than 32768 KB"


def test_an_archive_in_a_class_is_read_once_for_all_its_submissions(here):
    """Else 500 students in one zip are 500 times 500 files to inflate. Archives in it do not push it out."""
    inner = {f"week1/s{n}.zip": zipped({"hw.py": b"%d" % n}) for n in range(5)}
    here({"class/all.zip": zipped(inner | {"t1.py": b"t", "t2.py": b"t"}), "class/dora.py": "d"})
    there = find([Path("class")], None)
    places._remembered_below.cache_clear()
    texts = [read(one, None).files for one in there]
    assert [{"hw.py": b"%d" % n} for n in range(5)] == texts[2:7]
    assert 6 == places._remembered_below.cache_info().misses


def test_an_archive_in_a_class_that_has_changed_is_read_again(here):
    root = here({"class/all.zip": zipped({"a.py": b"old", "b.py": b"b"}), "class/dora.py": "d"})
    alice = find([Path("class")], None)[0]
    assert {"a.py": b"old"} == read(alice, None).files
    (root / "class/all.zip").write_bytes(zipped({"a.py": b"a new one", "b.py": b"b"}))
    assert {"a.py": b"a new one"} == read(alice, None).files


def test_an_archive_that_the_instructor_names_is_read_once_for_all_its_submissions(here):
    here({"class.zip": zipped({f"{n}.py": b"x" for n in range(20)})})
    places._remembered.cache_clear()
    assert len(found("class.zip")) == 20
    assert places._remembered.cache_info().misses == 1
    here({"class.zip": zipped({"new.py": b"x", "old.py": b"y", "third.py": b"z"})})
    assert list(found("class.zip")) == ["new", "old", "third"]


def test_a_class_in_an_archive_is_graded_like_one_in_a_folder(gradecheck, here, tmp_path):
    files = {
        "right/hw.py": RIGHT,
        "double.zip": zipped({"hw/hw.py": DOUBLE}),
        "empty.zip": zipped({"x.txt": ""}),
    }
    here(
        {
            "exercises.py": PLUGIN,
            "task.yaml": TASK,
            "class.zip": zipped({f"hw1/{n}": f for n, f in files.items()}),
        }
    )
    done = gradecheck("run", "task.yaml", "class.zip", "--jobs", 2, "--format", "json", cwd=tmp_path)
    results = json.loads(done.stdout)["submissions"]
    assert [(one["id"], one["path"], one["points"]) for one in results] == [
        ("double", "class.zip/double.zip", 2.0),
        ("empty", "class.zip/empty.zip", 0.0),
        ("right", "class.zip/right", 4.0),
    ]


def test_a_checksum_that_is_wrong_is_damage():
    data = zipped({"a.py": b"x", "b.py": b"y"})
    wrong = data.replace(zlib.crc32(b"x").to_bytes(4, "little"), bytes(4))
    assert refused(opened(wrong, "a.zip"), "a.py") == "a.py could not be read: damaged"
