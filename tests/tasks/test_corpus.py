"""Reading text: every way in which a file can be unfit, and what is done to one that is not."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rnnviz.errors import BadInput
from rnnviz.tasks import corpus as module
from rnnviz.tasks.corpus import MODULES, corpus, encode, read_text

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def written(folder: Path, data: bytes) -> str:
    path = folder / "mine.txt"
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "{file} is empty"),
        (b"\xef\xbb\xbf", "{file} is empty"),
        (b" \n\t\r\n ", "{file} is empty but for white space"),
        (b"\xef\xbb\xbf \n", "{file} is empty but for white space"),
        (PNG, "{file} looks binary, not text: byte 8 is zero"),
        (b"good text \0", "{file} looks binary, not text: byte 10 is zero"),
        ("text".encode("utf-16"), "{file} is not UTF-8 text but UTF-16, as its byte 0 says: save it as UTF-8"),
        ("abc é".encode("cp1252"), "{file} is not UTF-8 text: byte 4 cannot be decoded, save the file as UTF-8"),
        (b"\xef\xbb\xbfab\xff", "{file} is not UTF-8 text: byte 5 cannot be decoded, save the file as UTF-8"),
        (b"ab\xed\xa0\x80", "{file} is not UTF-8 text: byte 2 cannot be decoded, save the file as UTF-8"),
        (b"ab\xea\xb0", "{file} is not UTF-8 text: byte 2 cannot be decoded, save the file as UTF-8"),
        (b"aaaa", "{file} repeats one character: a text needs at least two different ones"),
    ],
)
def test_an_unfit_file_is_refused_in_one_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(BadInput) as refused:
        corpus(path)
    assert str(refused.value) == sentence.format(file=path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "nowhere.txt")
    with pytest.raises(BadInput, match=r"nowhere\.txt: there is no such file$"):
        corpus(path)
    with pytest.raises(BadInput, match=r"nowhere\.txt: there is no such file$"):
        read_text(path)


def test_folders_are_not_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"is a folder, not a file$"):
        corpus(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("read", [corpus, read_text])
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path, read: Callable[[str], object]) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(BadInput, match=r"pipe is not a regular file$"):
        read(str(path))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no /dev/zero")
def test_a_device_is_refused() -> None:
    with pytest.raises(BadInput, match=r"^/dev/zero is not a regular file$"):
        corpus("/dev/zero")


@pytest.mark.skipif(not os.path.exists("/proc/self/maps"), reason="this system has no /proc")
def test_a_file_that_the_system_makes_up_is_refused() -> None:
    with pytest.raises(BadInput, match=r"^/proc/self/maps is not a regular file$"):
        corpus("/proc/self/maps")


def test_a_link_to_itself_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "loop"
    try:
        path.symlink_to(path)
    except OSError:
        pytest.skip("this system does not let links be made")
    with pytest.raises(BadInput, match="loop cannot be read: "):
        corpus(str(path))


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(BadInput, match="cannot be read: "):
        corpus("a\0b")


def test_a_huge_file_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, (256 << 20) + 1)  # sparse: it takes no room

    def opened(*_: object) -> int:
        raise AssertionError("it was opened")

    monkeypatch.setattr(os, "open", opened)
    with pytest.raises(BadInput) as refused:
        corpus(str(path))
    assert str(refused.value) == f"{path} has 257 MiB: a text file may have at most 256 MiB"


def test_a_file_that_changes_under_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"first half\n")
    looks: list[int] = []
    fstat = os.fstat

    def meddling(descriptor: int) -> os.stat_result:
        if looks:
            with open(path, "ab") as file:
                file.write(b"second half\n")
        looks.append(descriptor)
        return fstat(descriptor)

    monkeypatch.setattr(os, "fstat", meddling)
    with pytest.raises(BadInput, match=r"changed while it was read: open it again$"):
        corpus(path)


def test_too_many_different_characters() -> None:
    many = "".join(map(chr, range(0x10000, 0x10000 + 50_001)))
    with pytest.raises(BadInput) as refused:
        encode(many, "mine.txt")
    assert str(refused.value) == "mine.txt has 50001 different characters: a text may have at most 50000"
    assert len(encode(many[:-1], "mine.txt").symbols) == 50_000


def test_line_ends_become_one_and_the_mark_goes(tmp_path: Path) -> None:
    found = corpus(written(tmp_path, "\ufeffa\r\nb\rc\n\n\r\r\n\u2028é가🙂".encode()))
    expected = "a\nb\nc\n\n\n\n\u2028é가🙂"
    assert found.text(0, len(found.codes)) == expected
    assert found.symbols == tuple(sorted(set(expected)))
    assert found.sha256 == hashlib.sha256(expected.encode()).hexdigest()
    assert not found.codes.flags.writeable


def test_a_text_longer_than_a_piece_comes_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PIECE", 7)
    text = "The quick brown fox 여우 jumps over 🙂 the lazy dog.\n" * 3
    found = encode(text, "mine.txt")
    assert found.text(0, len(text)) == text
    assert found.text(20, 22) == "여우"
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_users_home_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, b"at home")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert corpus("~/mine.txt").text(0, 7) == "at home"


def test_a_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    path = written(tmp_path, b"first")
    first = corpus(path)
    assert corpus(path) is first
    written(tmp_path, b"second")
    assert corpus(path).text(0, 6) == "second"


@pytest.fixture
def fresh_default() -> Iterator[None]:
    module._default.cache_clear()
    yield
    module._default.cache_clear()


def test_the_default_text_is_real_python_and_one_to_two_megabytes() -> None:
    found = corpus("")
    text = found.text(0, len(found.codes))
    assert 1_000_000 <= len(text) <= 2_000_000
    assert text.isascii()
    assert text.count("\ndef ") > 500
    assert len(MODULES) == len(set(MODULES))
    assert 38 <= len(MODULES) <= 45
    assert corpus("") is found


@pytest.mark.usefixtures("fresh_default")
def test_missing_modules_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    (tmp_path / "ast.py").write_bytes("# café\n".encode() * 20_000)
    (tmp_path / "weakref.py").write_bytes(b"# end\n" * 20_000)
    (tmp_path / "enum.py").write_bytes(b"\xff not text")
    found = corpus("")
    assert found.text(0, 7) == "# caf\n#"
    assert found.text(len(found.codes) - 6, len(found.codes)) == "# end\n"
    assert len(found.codes) == 6 * 20_000 + 2 + 6 * 20_000


@pytest.mark.usefixtures("fresh_default")
def test_without_source_the_help_pages_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pydoc_data.topics import topics

    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    found = corpus("")
    text = found.text(0, len(found.codes))
    assert len(text) > 300_000
    assert text.isascii()
    assert topics["while"].encode("ascii", "ignore").decode() in text


@pytest.mark.usefixtures("fresh_default")
def test_without_anything_the_user_is_asked_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    monkeypatch.setitem(sys.modules, "pydoc_data.topics", None)
    with pytest.raises(BadInput, match=r"give a file as task\.path$"):
        corpus("")
