"""A session comes back as it was written; whatever else a file may hold is one sentence, never a crash."""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from rnnviz.atomic import MARK
from rnnviz.catalogue import infos_of
from rnnviz.catalogue import load as load_experiment
from rnnviz.errors import BadInput
from rnnviz.past import Past, PastTrace
from rnnviz.session import Ahead, Session, archive, load, save
from rnnviz.session.past_traces import MOST_GROUPS, stacked, thinned, unstacked
from rnnviz.session.tensors import from_bytes, to_bytes
from tests.session.sessions import sample


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sessions") / "a.rnnviz"
    save(path, sample())
    return path


@pytest.mark.parametrize(("name", "cells"), [
    ("sunspots-mlp", {"layer0": "window", "layer1": "window_units"}), ("copy-transformer", {"block0": "block"}),
])  # fmt: skip
def test_the_trace_of_a_model_without_a_cell_comes_back(tmp_path: Path, name: str, cells: dict[str, str]) -> None:
    experiment = load_experiment(name)
    infos = infos_of(experiment)
    before = sample()
    assert before.trace is not None
    trace = replace(before.trace, cells={scope: infos[key] for scope, key in cells.items()})
    save(tmp_path / "b.rnnviz", replace(before, experiment=experiment, origin=experiment, trace=trace, operations=()))
    after, damaged = load(str(tmp_path / "b.rnnviz"))
    assert damaged == ()
    assert after.trace is not None
    assert after.trace.cells == trace.cells


def same(one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray]) -> None:
    assert set(one) == set(other)
    for name in one:
        assert one[name].dtype == other[name].dtype, name
        np.testing.assert_array_equal(one[name], other[name])


def test_a_session_comes_back_as_it_was(saved: Path) -> None:
    before, (after, damaged) = sample(), load(str(saved))
    assert damaged == ()
    for name in ("experiment", "origin", "update", "place", "notes", "operations", "facts", "document", "parts"):
        assert getattr(after, name) == getattr(before, name), name
    assert before.snapshot is not None
    assert after.snapshot is not None
    same(after.snapshot, before.snapshot)
    same(after.columns, before.columns)
    assert list(after.columns) == list(before.columns)
    assert before.trace is not None
    assert after.trace is not None
    same(after.trace.arrays, before.trace.arrays)
    assert (after.trace.number, after.trace.update, after.trace.path) == (7, 12, "loops")
    assert after.trace.cells == before.trace.cells
    assert [each.update for each in after.past] == [0, 4, 9, 12]
    for one, other in zip(after.past, before.past, strict=True):
        same(one.arrays, other.arrays)


def test_a_session_of_nothing_but_its_experiment(tmp_path: Path) -> None:
    path = tmp_path / "a.rnnviz"
    save(path, Session(experiment=load_experiment("hello-rnn")))
    session, damaged = load(str(path))
    assert damaged == ()
    assert session.experiment == load_experiment("hello-rnn")
    assert session.snapshot is None
    assert session.trace is None


def test_the_members_are_files_that_others_read(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as opened:
        assert opened.testzip() is None
        weights = safetensors.numpy.load(opened.read("weights.safetensors"))
        (tmp_path / "experiment.toml").write_bytes(opened.read("experiment.toml"))
    snapshot = sample().snapshot
    assert snapshot is not None
    np.testing.assert_array_equal(weights["layer0.weight_hh_l0"], snapshot["model/layer0.weight_hh_l0"])
    assert load_experiment(str(tmp_path / "experiment.toml")) == sample().experiment


@given(
    st.dictionaries(
        st.text("abc/._0é", min_size=1, max_size=8),
        arrays_of.arrays(
            st.sampled_from(["?", "u1", "i8", "f2", "<f4", ">f8", "<U3"]),
            arrays_of.array_shapes(min_dims=0, min_side=0),
        ),
        max_size=4,
    )
)
def test_arrays_of_any_kind_come_back(arrays: dict[str, np.ndarray]) -> None:
    after, _ = from_bytes("it", b"".join(to_bytes(arrays)))
    assert set(after) == set(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(after[name], array)
        assert after[name].shape == array.shape
        assert not after[name].flags.writeable


def rewritten(path: Path, out: Path, change: Mapping[str, bytes | None]) -> Path:
    """Write a session's members anew, some of them changed or left out; the manifest as it was."""
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    members.update({name: data for name, data in change.items() if data is not None})
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            if change.get(name, b"") is not None:
                made.writestr(name, data)
    return out


@pytest.mark.parametrize(
    ("member", "kept"),
    [("weights.safetensors", "columns"), ("history.safetensors", "snapshot"), ("past.safetensors", "trace"),
     ("trace.safetensors", "past"), ("notes.md", "place"), ("place.toml", "notes"), ("operations.json", "notes")],
)  # fmt: skip
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_damaged_member_is_named_and_the_rest_is_there(
    saved: Path, tmp_path: Path, member: str, kept: str, how: str
) -> None:
    file = rewritten(saved, tmp_path / "b.rnnviz", {member: b"x" if how == "changed" else None})
    session, damaged = load(str(file))
    assert len(damaged) == 1
    assert member in str(damaged[0])
    assert str(file) in str(damaged[0])
    assert ("SHA-256" if how == "changed" else "missing") in str(damaged[0])
    assert getattr(session, kept)
    assert session.update == (0 if member == "weights.safetensors" else 12)


def with_manifest(saved: Path, out: Path, **values: object) -> Path:
    with zipfile.ZipFile(saved) as opened:
        manifest = {**json.loads(opened.read("manifest.json")), **values}
    return rewritten(saved, out, {"manifest.json": json.dumps(manifest).encode()})


def test_a_newer_format_is_said_with_the_version_that_wrote_it(saved: Path, tmp_path: Path) -> None:
    file = with_manifest(saved, tmp_path / "b.rnnviz", format=2, version="9.1")
    before = file.read_bytes()
    with pytest.raises(BadInput, match=r"written by rnnviz 9\.1 in format 2, and this program reads format 1"):
        load(str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("values", [{"kind": "recipe"}, {"format": "1"}, {"format": True}, {"members": ["a"]}])
def test_a_manifest_that_is_none(saved: Path, tmp_path: Path, values: dict[str, object]) -> None:
    with pytest.raises(BadInput, match=r"manifest\.json"):
        load(str(with_manifest(saved, tmp_path / "b.rnnviz", **values)))


def zipped(path: Path, *members: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, data in members:
            made.writestr(name, data)
    return path


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "C:\\x", "parts/../../x", "parts/a/../b", "weights.pt"])
def test_a_member_with_another_name_is_named_never_read_and_the_rest_is_there(
    saved: Path, tmp_path: Path, name: str
) -> None:
    """Here it is the history that was renamed."""
    with zipfile.ZipFile(saved) as opened:
        members = [(known, opened.read(known)) for known in opened.namelist()]
    renamed = [(name if known == "history.safetensors" else known, data) for known, data in members]
    file = zipped(tmp_path / "b.rnnviz", *renamed)
    session, damaged = load(str(file))
    assert [str(problem) for problem in damaged] == [
        f"{file}: no session has a member {name}, and it was not read",
        f"{file}: the member history.safetensors is missing",
    ]
    assert session.update == 12
    assert session.notes == sample().notes
    assert not session.columns
    assert session.parts == sample().parts
    assert list(tmp_path.iterdir()) == [file]
    with pytest.raises(BadInput, match=r"manifest\.json says so"):
        load(str(zipped(file, ("manifest.json", b"{}"), (name, b"x"))))


def test_of_two_members_of_one_name_neither_is_read(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as opened:
        members = [(name, opened.read(name)) for name in opened.namelist()]
    file = tmp_path / "b.rnnviz"
    with pytest.warns(UserWarning, match="Duplicate"):
        zipped(file, *members, ("notes.md", b"b"))
    session, damaged = load(str(file))
    assert [str(problem) for problem in damaged] == [f"{file} is damaged: it has two members notes.md"]
    assert session.notes == ""
    assert session.update == 12
    with pytest.warns(UserWarning, match="Duplicate"):
        zipped(file, members[0], *members)
    with pytest.raises(BadInput, match=r"two members manifest\.json"):
        load(str(file))


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    file = zipped(
        tmp_path / "b.rnnviz", ("manifest.json", b"{}"), ("notes.md", bytes(20_000_000)),
        compression=zipfile.ZIP_DEFLATED,
    )  # fmt: skip
    with pytest.raises(BadInput, match=r"notes\.md would take 20 MB"):
        load(str(file))


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path / "b.rnnviz", *((f"parts/a/{n}", b"") for n in range(archive.MOST_MEMBERS + 1)))
    with pytest.raises(BadInput, match="1001 members"):
        load(str(file))


def test_a_compressed_archive_of_the_same_members_is_read(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as opened:
        members = [(name, opened.read(name)) for name in opened.namelist()]
    session, damaged = load(str(zipped(tmp_path / "b.rnnviz", *members, compression=zipfile.ZIP_DEFLATED)))
    assert damaged == ()
    assert session.notes == sample().notes


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "is empty"), (b"PK", "not a session"), (b"\x89PNG\r\n" * 99, "not a session"), (b"PK\x03\x04", "cut off"),
     (b"name = 'toml'\n", "not a session")],
)  # fmt: skip
def test_a_foreign_file_is_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "b.rnnviz"
    file.write_bytes(data)
    with pytest.raises(BadInput, match=words):
        load(str(file))
    with pytest.raises(BadInput, match="no such file"):
        load(str(tmp_path / "none.rnnviz"))


def test_of_a_file_that_is_cut_off_what_lies_before_the_cut_is_offered(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    cut = tmp_path / "b.rnnviz"
    in_manifest = whole.index(b"trace.safetensors")
    cut.write_bytes(whole[: whole.index(b"trace.safetensors", in_manifest + 1)])
    session, damaged = load(str(cut))
    assert "cut off" in str(damaged[0])
    assert session.update == 12
    assert session.notes == sample().notes
    snapshot = sample().snapshot
    assert snapshot is not None
    assert session.snapshot is not None
    same(session.snapshot, snapshot)
    assert len(session.columns["loss"]) == 12
    assert session.trace is None


def test_any_damage_is_a_sentence_and_what_is_read_is_what_was_written(saved: Path, tmp_path: Path) -> None:
    """No bit may be flipped, and no byte be lost, without being noticed."""
    whole, file, generator = saved.read_bytes(), tmp_path / "b.rnnviz", random.Random(5)
    kept, sentences = 0, set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(generator.choice([1, 1, 3, 40])):
            place = generator.randrange(len(data))
            if generator.random() < 0.7:
                data[place] ^= 1 << generator.randrange(8)
            elif generator.random() < 0.5:
                del data[place : place + generator.randrange(1, 300)]
            else:
                data[place:place] = generator.randbytes(generator.randrange(1, 40))
        file.write_bytes(data)
        try:
            session, damaged = load(str(file))
        except BadInput as problem:
            sentences.add(str(problem))
            continue
        kept += 1
        if not damaged:  # only what means nothing was touched: a time stamp, say
            assert session.notes == sample().notes
            assert session.snapshot is not None
    assert kept > 50
    assert not any("\n" in words for words in sentences)


def test_lies_about_sizes_are_found_out(saved: Path, tmp_path: Path) -> None:
    """A header of an array that claims petabytes takes no memory."""
    header = json.dumps({"a": {"dtype": "F64", "shape": [2**31, 2**20], "data_offsets": [0, 2**54]}}).encode()
    with pytest.raises(BadInput, match="cut off"):
        from_bytes("it", struct.pack("<Q", len(header)) + header)
    with pytest.raises(BadInput, match="shorter"):
        from_bytes("it", struct.pack("<Q", 2**60))
    text = json.dumps({"__metadata__": {"text/a": '{"shape": [4000000000], "values": ["a"]}'}}).encode()
    with pytest.raises(BadInput, match="text"):
        from_bytes("it", struct.pack("<Q", len(text)) + text)


def test_saving_that_fails_leaves_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "a.rnnviz"
    save(path, sample())
    before = path.read_bytes()
    with pytest.raises(TypeError):
        save(path, replace(sample(), snapshot={"model/w": np.array([object()])}))
    with pytest.raises(ValueError, match="part"):
        save(path, replace(sample(), parts={"../x": b""}))
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(f"*{MARK}*"))


def test_past_traces_are_thinned_evenly_and_stacked_within_limits() -> None:
    past, traces = Past(), sample().past
    past.restore(traces)
    assert past.updates == [0, 4, 9, 12]
    assert past.size == sum(each.size for each in traces)
    many = [replace(traces[0], update=n) for n in range(1000)]
    few = thinned(many, many[0].size * 100)
    assert len(few) == 100
    assert (few[0].update, few[-1].update) == (0, 999)
    assert max(np.diff([each.update for each in few])) <= 12
    shapes = [replace(each, arrays={"a": np.zeros(n % 7)}) for n, each in enumerate(many)]
    back = unstacked("it", stacked(shapes))
    assert len(back) == MOST_GROUPS
    assert back[-1].update == 999


def test_written_twice_it_is_the_same_but_for_the_time(tmp_path: Path) -> None:
    files = io.BytesIO(), io.BytesIO()
    for file in files:
        archive.write(file, {"notes.md": [b"a", b"b"]}, {"update": 1})
    assert files[0].getvalue() == files[1].getvalue()


def test_what_lies_ahead_of_a_rewound_run_is_kept_and_left_out_where_it_is_damaged(tmp_path: Path) -> None:
    plain = sample()
    later = {"update": np.arange(13.0, 16.0), "loss": np.zeros(3)}
    assert plain.snapshot is not None
    newest = {name: array + 1 if array.dtype.kind == "f" else array for name, array in plain.snapshot.items()}
    past = (PastTrace(update=14, arrays={"loss_by_time": np.ones(4, np.float32)}),)
    session = replace(plain, ahead=Ahead(update=15, snapshot=newest, columns=later, past=past))
    path = tmp_path / "a.rnnviz"
    save(path, session)
    found, damaged = load(str(path))
    assert damaged == ()
    assert found.parts == plain.parts
    assert (found.update, found.ahead.update if found.ahead else None) == (12, 15)
    assert found.ahead is not None
    for name, array in newest.items():
        np.testing.assert_array_equal(found.ahead.snapshot[name], array)
    assert list(found.ahead.columns) == ["update", "loss"]
    assert [each.update for each in found.ahead.past] == [14]
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members.items():
            made.writestr(name, b"x" if name == "parts/ahead/weights.safetensors" else data)
    found, damaged = load(str(path))
    assert found.ahead is None
    assert (found.update, len(damaged)) == (12, 1)
