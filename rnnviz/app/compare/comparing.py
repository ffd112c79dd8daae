"""Where a comparison of two models begins and ends: a window of its own, and what a session keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rnnviz.app.beside import Beside
from rnnviz.app.changing.differences import differences
from rnnviz.app.changing.document import Document
from rnnviz.app.changing.editing import Editing
from rnnviz.app.dress.appearance import Appearance
from rnnviz.app.notices import Notice, Notices
from rnnviz.app.settings_store import SettingsStore
from rnnviz.errors import BadInput
from rnnviz.link.child import EngineChild
from rnnviz.session.standing import Standing, packed, unpacked
from rnnviz.views.words.language import sentence, tr

if TYPE_CHECKING:
    from rnnviz.app.compare.window import CompareWindow

SECONDS = 5.0
"""Between two snapshots of both models while they learn: what a crash takes is this and the time between two files."""
PATIENCE = 5.0
"""Seconds that a session waits for both models before it is saved with what is known of them."""


class Comparing(Beside["CompareWindow"]):
    """Keeps the comparing window, and what it shows as a part of the session.

    A comparison that a session has is offered when the session is opened; one whose window was closed is taken up
    where it stood when the same model is compared again.

    Parameters
    ----------
    make_child : callable
        Makes the process of one engine.

    Attributes
    ----------
    standing : Standing or None
        The comparison as it was kept last.
    """

    moved = Signal(object)
    """This: what is compared stands elsewhere."""

    def __init__(
        self, editing: Editing, appearance: Appearance, store: SettingsStore, notices: Notices,
        parent: QObject | None = None, make_child: Callable[[], EngineChild] = EngineChild,
    ) -> None:
        super().__init__(appearance, parent)
        self._editing, self._store, self._notices = editing, store, notices
        self.make_child = make_child
        self.standing: Standing | None = None
        self._document: Document | None = None
        self._offered = False
        self._packed: tuple[Standing | None, dict[str, bytes]] = (None, {})
        editing.documented.connect(self._leave_offer)
        self._then: list[Callable[[], object]] = []
        self._regularly = QTimer(self, interval=round(SECONDS * 1000))
        self._regularly.timeout.connect(self._keep)
        self._patience = QTimer(self, singleShot=True, interval=round(PATIENCE * 1000))
        self._patience.timeout.connect(self._go_on)

    # the window

    def open(self) -> None:
        """Open the window, or bring it to the front; one that the session has takes the place of another."""
        self._notices.withdraw("comparison")
        if self._offered:
            self.close()
        super().open()

    def make(self) -> CompareWindow:
        """Return a window that goes on with what was kept, or compares the present experiment, fresh."""
        from rnnviz.app.compare.window import CompareWindow  # few want it, and the main window is there sooner

        standing, now = self._own, self._editing.now
        if standing is not None and not self._offered and standing.a.experiment != now:
            standing = None
        children = self.make_child(), self.make_child()
        experiment = now if standing is None else standing.a.experiment
        made = CompareWindow(experiment, self.appearance.palette, children, self._store, standing)
        made.kept.connect(self._take)
        made.duel.began.connect(self._begin)
        made.duel.paired.connect(self._move)
        self._offered = False
        self.standing, self._document = made.keeper.standing, self._editing.document
        self._regularly.start()
        made.start()
        return made

    def renew(self, window: CompareWindow) -> None:
        """Compare the present experiment, where it is another one by now."""
        if window.rival.base != self._editing.now:
            window.rival.begin(self._editing.now)

    def let_go(self) -> None:
        """Keep what is known of both, and ask for no more."""
        self._regularly.stop()
        self._move()
        self._go_on()

    # what is kept

    @property
    def _own(self) -> Standing | None:
        """What is kept, where it belongs to what is open."""
        return self.standing if self._document is self._editing.document else None

    def _begin(self, _: object) -> None:
        """What was kept may be of other models by now."""
        if self.window is not None and not self._offered:
            self.standing, self._document = self.window.keeper.standing, self._editing.document
            self._move()

    def _move(self, _: object = None) -> None:
        self.moved.emit(self)

    def _keep(self) -> None:
        """Have both kept, where they have come further."""
        window, standing = self.window, self.standing
        if window is None or self._offered or window.duel.pair is None:
            return
        if standing is None or window.duel.pair.left.update != standing.update:
            window.duel.keep()

    def _take(self, standing: Standing | None) -> None:
        if standing is not None and not self._offered:
            self.standing, self._document = standing, self._editing.document
        self._go_on()

    def _leave_offer(self, document: Document) -> None:
        """Offer nothing of a session that is open no more."""
        if self._offered and document is not self._document:
            self._offered = False
            self._notices.withdraw("comparison")

    def _go_on(self) -> None:
        self._patience.stop()
        waiting, self._then = self._then, []
        for then in waiting:
            then()

    # as a part of a session

    @property
    def mark(self) -> object:
        """Both experiments and the update that they have come to; None where they stand at their beginning."""
        window, standing = self.window, self._own
        pair = None if window is None or self._offered else window.duel.pair
        return _marked(standing, None if pair is None else pair.left.update)

    @property
    def kept_mark(self) -> object:
        """Both experiments and the update that they were kept at."""
        return _marked(self._own)

    def prepare(self, then: Callable[[], object]) -> None:
        """Call ``then`` once what is kept is what stands in the window."""
        self._then.append(then)
        if self.window is None or self._offered or not self.window.duel.keep():
            self._go_on()
        elif self._then:  # both may have been kept at once
            self._patience.start()

    def pack(self) -> Mapping[str, bytes]:
        """Return the comparison as the files of a session; made anew only when it has come further."""
        standing = self._own if self.window is None else self.standing
        if standing is not self._packed[0]:
            self._packed = standing, {} if standing is None else packed(standing)
        return self._packed[1]

    def unpack(self, files: Mapping[str, bytes]) -> None:
        """Offer to open the comparison that a session has."""
        self._notices.withdraw("comparison")
        try:
            found = unpacked(files)
        except BadInput as problem:
            self._notices.say(_lost(problem))
            return
        if found is None:
            self._offered = False
            return
        self.standing, self._document, self._offered = found, self._editing.document, True
        self._packed = found, dict(files)
        self._notices.say(lambda: self._offer(found))

    def _offer(self, found: Standing) -> Notice:
        differ = ", ".join(differences(found.a.experiment, found.b.experiment)) or tr("nothing")
        words = tr("In this session two models were compared that differ in {what}; they stand at update {update}.")
        return Notice(
            key="comparison", text=words.format(what=differ, update=f"{found.update:,}"), level="info",
            choices=((tr("Open the comparison"), self.open),),
        )


def _marked(standing: Standing | None, update: int | None = None) -> object:
    """Return what a comparison is known by, at the update that it was kept at or at another one."""
    if standing is None:
        return None
    at = standing.update if update is None else update
    return (standing.a.experiment, standing.b.experiment, standing.same_size, at) if at else None


def _lost(problem: BadInput) -> Callable[[], Notice]:
    """Return a notice of a comparison that cannot be read; the rest of its session is open."""
    def notice() -> Notice:
        words = tr("The comparison of this session cannot be opened: {problem}.")
        return Notice(key="comparison", text=words.format(problem=sentence(problem).rstrip(".")))

    return notice
