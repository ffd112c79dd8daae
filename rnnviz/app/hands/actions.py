"""Every action of the window in one table: its words, keys and icon, and the method that it calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rnnviz.views.words.language import tr

Menu = Literal["file", "edit", "view", "layout", "run", "help"]
"""Where an action stands; "layout" is a menu in the view menu."""


@dataclass(frozen=True, kw_only=True)
class ActionSpec:
    """One action, named ``action.<key>`` in the window.

    Attributes
    ----------
    title, tip : str
        Words of the menu and the tooltip, in the window's language.
    keys : tuple of str
        Shortcuts, the one that is shown first.
    icon : str
        Name of an icon, or "".
    slot : str
        ``<part>.<method>``; the window knows its parts by name.
    argument : str
        What the method is called with, where it takes a word.
    menu : str
        The menu it stands in; a new ``group`` begins after a line.
    switch : bool
        It is on or off, and the method is called with which.
    """

    key: str
    title: str
    tip: str
    slot: str
    menu: Menu
    group: int
    keys: tuple[str, ...] = ()
    icon: str = ""
    argument: str = ""
    switch: bool = False


def action_specs() -> tuple[ActionSpec, ...]:
    """Return the table, in menu order and in the language that is installed."""
    return (*_file(), *_edit(), *_view(), *_run(), *_past(), *_phases(), *_help())


def _file() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            key="open", title=tr("Open…"), keys=("Ctrl+O",), icon="open", slot="documents.ask_open",
            menu="file", group=0,
            tip=tr(
                "Open a session, an experiment (TOML), a text or series to learn, or weights (safetensors) to replay"
            ),
        ),
        ActionSpec(
            key="presets", title=tr("Experiments…"), keys=("Ctrl+N",), icon="layout",
            slot="documents.browse_presets", menu="file", group=0,
            tip=tr("Choose among the experiments that come with the program, by picture and purpose"),
        ),
        ActionSpec(
            key="open_text", title=tr("Open text…"), keys=("Ctrl+Shift+O",), icon="open", slot="documents.ask_text",
            menu="file", group=0, tip=tr("Let the model learn a text file of your own, character by character"),
        ),
        ActionSpec(
            key="save_session", title=tr("Save session"), keys=("Ctrl+S",), icon="save", slot="documents.save_session",
            menu="file", group=1,
            tip=tr("Keep experiment, weights, curves, layout and notes in one file, which opens where it was left"),
        ),
        ActionSpec(
            key="save_session_as", title=tr("Save session as…"), keys=("Ctrl+Shift+S",),
            slot="documents.save_session_as", menu="file", group=1, tip=tr("Save the session under another name"),
        ),
        ActionSpec(
            key="save_experiment", title=tr("Save experiment as…"), slot="documents.ask_save_experiment",
            menu="file", group=1,
            tip=tr("Write down everything that is needed to repeat this run"),
        ),
        ActionSpec(
            key="export_figure", title=tr("Export picture…"), keys=("Ctrl+E",), icon="export",
            slot="exporting.ask_picture", menu="file", group=2,
            tip=tr("Save a picture of a view as PNG, PDF or SVG, drawn anew in the size and theme that you choose"),
        ),
        ActionSpec(
            key="export_data", title=tr("Export data…"), keys=("Ctrl+Shift+E",), slot="exporting.ask_data",
            menu="file", group=2, tip=tr("Save the numbers of a view as CSV with units, or as NPZ for numpy"),
        ),
        ActionSpec(
            key="save_window", title=tr("Save picture of the window…"), slot="documents.ask_save_picture",
            menu="file", group=2, tip=tr("Save a picture of the whole window (PNG)"),
        ),
        ActionSpec(
            key="quit", title=tr("Quit"), keys=("Ctrl+Q",), slot="closing.quit", menu="file", group=3,
            tip=tr("Close the window and end the engine"),
        ),
    )


def _edit() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            key="undo", title=tr("Undo"), keys=("Ctrl+Z",), icon="undo", slot="editing.undo", menu="edit", group=0,
            tip=tr("Take back the last change of the experiment"),
        ),
        ActionSpec(
            key="redo", title=tr("Redo"), keys=("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo", slot="editing.redo",
            menu="edit", group=0, tip=tr("Make the change again that was taken back"),
        ),
        ActionSpec(
            key="copy_picture", title=tr("Copy picture"), keys=("Ctrl+C",), icon="copy",
            slot="exporting.copy_picture", menu="edit", group=1,
            tip=tr("Copy a picture of the view that has the focus, else of the one under the mouse"),
        ),
        ActionSpec(
            key="copy_data", title=tr("Copy data"), keys=("Ctrl+Shift+C",), slot="exporting.copy_data", menu="edit",
            group=1, tip=tr("Copy the numbers of the view that has the focus, else of the one under the mouse, as CSV"),
        ),
        ActionSpec(
            key="copy_command", title=tr("Copy as command line"), slot="exporting.copy_command", menu="edit", group=1,
            tip=tr("Copy the rnnviz run command that repeats this run from its preset"),
        ),
        ActionSpec(
            key="notes", title=tr("Notes…"), keys=("Ctrl+Shift+N",), slot="notes.show", menu="edit", group=1,
            tip=tr("Write down what you see; notes are kept in the session"),
        ),
    )


def _view() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            key="fit", title=tr("Show all steps"), keys=("A",), icon="fit", slot="axis.fit", menu="view", group=1,
            tip=tr("Zoom all tracks out to the whole pass"),
        ),
        ActionSpec(
            key="reset_view", title=tr("Reset layout"), keys=("Ctrl+0",), icon="layout", slot="layout.reset",
            menu="view", group=1, tip=tr("Put every track, dock and the time axis back as at first"),
        ),
        ActionSpec(
            key="layout_explore", title=tr("Explore"), keys=("Ctrl+1",), slot="layouts.explore", menu="layout",
            group=0, tip=tr("All tracks, the experiment and the docks of a first window"),
        ),
        ActionSpec(
            key="layout_lecture", title=tr("Lecture"), keys=("Ctrl+2",), slot="layouts.lecture", menu="layout",
            group=0, tip=tr("Text, gradient norms, gates, and one large dock"),
        ),
        ActionSpec(
            key="layout_research", title=tr("Research"), keys=("Ctrl+3",), slot="layouts.research", menu="layout",
            group=0, tip=tr("All tracks, and gradient flow, spectrum, gate census and weights in tabs"),
        ),
        ActionSpec(
            key="save_layout", title=tr("Save layout as…"), slot="layouts.ask_save", menu="layout", group=2,
            tip=tr("Keep what is shown, and where, under a name"),
        ),
        ActionSpec(
            key="theme", title=tr("Light or dark"), keys=("Ctrl+Shift+D",), icon="moon", slot="appearance.turn_theme",
            menu="view", group=2, tip=tr("Switch between the light and the dark theme"),
        ),
        ActionSpec(
            key="language", title="한국어 / English", keys=("Ctrl+Shift+L",), icon="language",
            slot="appearance.turn_language", menu="view", group=2, tip=tr("Switch between English and Korean"),
        ),
        ActionSpec(
            key="palette", title=tr("Command palette…"), keys=("Ctrl+K", "Ctrl+Shift+P"), icon="search",
            slot="palette.open", menu="view", group=2,
            tip=tr("Find any action, view, experiment or field by a few letters"),
        ),
        ActionSpec(
            key="view_menu", title=tr("Menu of the view"), keys=("Menu", "Shift+F10"), slot="menus.open_current",
            menu="view", group=3,
            tip=tr("Open the menu of the view that has the focus, else of the one under the mouse"),
        ),
        ActionSpec(
            key="lecture_mode", title=tr("Lecture mode"), keys=("F11",), icon="lecture", slot="lecture.turn",
            menu="view", group=3, switch=True,
            tip=tr("Larger type and lines, controls away, for the last row of a hall; Esc leaves it"),
        ),
        ActionSpec(
            key="full_screen", title=tr("Full screen"), keys=("F",), icon="fullscreen", slot="window.set_full_screen",
            menu="view", group=3, switch=True, tip=tr("Fill the whole screen; Esc leaves it"),
        ),
        ActionSpec(
            key="escape", title=tr("Leave, the innermost first"), keys=("Esc",), slot="escape.leave", menu="view",
            group=3, tip=tr("What was typed, a drag, work under way, lecture mode, the full screen: one at a time"),
        ),
    )


def _run() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            key="play", title=tr("Play"), keys=("Space",), icon="play", slot="player.set_playing", menu="run", group=0,
            switch=True, tip=tr("Let the moment run through the pass: forward, loss, backward, clip, update"),
        ),
        ActionSpec(
            key="step_forward", title=tr("Step forward"), keys=("Right",), icon="step_forward",
            slot="player.step_forward", menu="run", group=0,
            tip=tr("One step in the phase's direction: on in the forward pass, back in time in the backward pass"),
        ),
        ActionSpec(
            key="step_back", title=tr("Step back"), keys=("Left",), icon="step_back", slot="player.step_back",
            menu="run", group=0, tip=tr("Take the last step back"),
        ),
        ActionSpec(
            key="ten_forward", title=tr("Ten steps forward"), keys=("Shift+Right",), slot="player.ten_forward",
            menu="run", group=0, tip=tr("Ten steps in the phase's direction"),
        ),
        ActionSpec(
            key="ten_back", title=tr("Ten steps back"), keys=("Shift+Left",), slot="player.ten_back", menu="run",
            group=0, tip=tr("Ten steps against the phase's direction"),
        ),
        ActionSpec(
            key="first_moment", title=tr("First step"), keys=("Home",), icon="first", slot="player.first_moment",
            menu="run", group=0, tip=tr("Go to t = 0 of the forward pass"),
        ),
        ActionSpec(
            key="last_moment", title=tr("Last step"), keys=("End",), icon="last", slot="player.last_moment", menu="run",
            group=0, tip=tr("Go to the last step of the forward pass"),
        ),
        ActionSpec(
            key="loop", title=tr("Loop"), keys=("L",), icon="loop", slot="looping.turn", menu="run", group=0,
            switch=True, tip=tr("Play the steps marked on the ruler over and over; without a mark, those in sight"),
        ),
        ActionSpec(
            key="next_update", title=tr("Next update"), keys=("N",), icon="next_update", slot="player.next_update",
            menu="run", group=2, tip=tr("Learn from one batch, then show the new weights from the first step"),
        ),
        ActionSpec(
            key="previous_update", title=tr("Previous update"), keys=("Shift+N",), icon="previous_update",
            slot="machine.previous_update", menu="run", group=2,
            tip=tr("Go one update back: weights, optimizer and data exactly as they were"),
        ),
        ActionSpec(
            key="train", title=tr("Train"), keys=("T",), icon="train", slot="player.set_training", menu="run", group=2,
            switch=True, tip=tr("Learn at full speed; the shown moment stays and the curves follow"),
        ),
        ActionSpec(
            key="reset", title=tr("Reset"), keys=("Ctrl+Shift+R",), icon="reset", slot="editing.reset", menu="run",
            group=2, tip=tr("Begin again from fresh weights; Undo brings the trained ones back"),
        ),
        ActionSpec(
            key="compare", title=tr("Compare with…"), keys=("Ctrl+D",), icon="compare", slot="comparing.open",
            menu="run", group=4,
            tip=tr(
                "Open a window with this model, fresh or where it stood, beside a rival on the same batches; "
                "two engines more"
            ),
        ),
        ActionSpec(
            key="comparisons", title=tr("Comparisons…"), slot="comparisons.open", menu="run", group=4,
            tip=tr("Train several models on the same batches over seeds, beside the window: curves and a table"),
        ),
        ActionSpec(
            key="worked_example", title=tr("Worked example…"), keys=("Ctrl+Shift+W",), slot="working.open", menu="run",
            group=4, tip=tr("Type small matrices and a short input, and see every line of the computation in numbers"),
        ),
    )


def _past() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            key="first_update", title=tr("Fresh weights"), keys=("Ctrl+Home",), icon="first",
            slot="machine.first_update", menu="run", group=3, tip=tr("Go back to update 0, before anything was learnt"),
        ),
        ActionSpec(
            key="newest_update", title=tr("Newest update"), keys=("Ctrl+End",), icon="last",
            slot="machine.newest_update", menu="run", group=3,
            tip=tr("Go to the last update that the run has come to"),
        ),
        ActionSpec(
            key="branches", title=tr("Branches…"), keys=("Ctrl+B",), icon="branch", slot="screen.show_branches",
            menu="run", group=3,
            tip=tr("The runs that left this one at a past update: go there, compare, remove"),
        ),
        ActionSpec(
            key="turn_back", title=tr("Cancel the way to an update"), icon="close",
            slot="machine.turn_back", menu="run", group=3,
            tip=tr("Leave off with replaying updates (Esc); the run stands where it stood before"),
        ),
    )


def _phases() -> tuple[ActionSpec, ...]:
    phases: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
        ("forward", tr("Forward"), tr("The forward pass: inputs are read from t = 0 to T−1"), ()),
        ("loss", tr("Loss"), tr("The outputs are compared with the targets"), ()),
        ("backward", tr("Backward"), tr("The backward pass: gradients flow from t = T−1 to 0"), ("B",)),
        ("clip", tr("Clip"), tr("A gradient that is too long is shortened"), ()),
        ("update", tr("Update"), tr("The optimizer moves the weights"), ()),
    )
    return tuple(
        ActionSpec(
            key=f"phase_{phase}", title=title, tip=tip, keys=keys, slot="player.enter_phase", argument=phase,
            menu="run", group=1,
        )
        for phase, title, tip, keys in phases
    )


def _help() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            key="verify", title=tr("Verify this picture…"), icon="check", slot="verification.verify",
            menu="help", group=0,
            tip=tr("Compute every number that is drawn again by other routes, and show how far they are apart"),
        ),
        ActionSpec(
            key="explain", title=tr("What am I looking at?"), keys=("Shift+F1",), icon="help",
            slot="exporting.explain", menu="help", group=0,
            tip=tr("Say what the view shows that has the focus or the mouse"),
        ),
        ActionSpec(
            key="keys", title=tr("Keys"), keys=("?", "Shift+?"), icon="help", slot="help.show_keys",
            menu="help", group=0, tip=tr("List every key"),
        ),
        ActionSpec(
            key="about", title=tr("About rnnviz"), icon="about", slot="help.show_about", menu="help", group=0,
            tip=tr("Versions to copy into a report"),
        ),
    )
