"""Verify this picture: asks the engine for its checks, keeps what came of them, and shows it in badge and table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from rnnviz.app.dress.icons import icon
from rnnviz.app.running.engine_events import Refusal
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.app.status_line import StatusLine
from rnnviz.app.verify.progress import Progress
from rnnviz.link.checks import Check, failed, made, message_to_checks
from rnnviz.link.frames import Header, Message
from rnnviz.views.gate import plain
from rnnviz.views.palette import Palette
from rnnviz.views.words.language import tr

if TYPE_CHECKING:
    from rnnviz.app.verify.verify_dialog import VerifyDialog


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What came of the checks of one picture: of a run after so many updates."""

    run: int
    update: int
    dtype: str
    device: str
    checks: tuple[Check, ...]

    @property
    def compared(self) -> int:
        """How many checks were made."""
        return len(made(self.checks))

    @property
    def differ(self) -> int:
        """How many of them failed."""
        return len(failed(self.checks))


class Verification(QObject):
    """The last checks, and those that are under way.

    They are of the untouched pass, whatever is shown: ``operated`` tells whether that is another one.

    Attributes
    ----------
    result : Verified or None
        The newest checks that were made to the end.
    progress : Progress or None
        While the engine checks.
    """

    def __init__(
        self, window: QMainWindow, link: EngineLink, palette: Palette, reach_from: Callable[[], int | None],
        operated: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._link = link
        self._palette = palette
        self._reach_from = reach_from
        self._operated = operated
        self._told_operated = False
        self._status: StatusLine | None = None
        self._dialog: VerifyDialog | None = None
        self.result: Verified | None = None
        self.progress: Progress | None = None
        self._replaced = False
        link.told.connect(self._hear_share)
        link.checked.connect(self._hear)
        link.started.connect(self._another)
        link.refused.connect(self._refused)
        link.died.connect(self._end)
        link.measured.connect(self._learnt)
        link.diverged.connect(self._learnt)

    # what the window asks for

    def verify(self) -> None:
        """Have the picture checked, and show the table."""
        if self._link.run is not None:
            self.progress, self._replaced = Progress(), False
            self._link.verify(True, self._reach_from())
        self.show()

    def cancel(self) -> bool:
        """Leave off checking; what came of the last checks stays. Return whether there was something to leave."""
        if self.progress is None:
            return False
        self._link.verify(False)
        self._end()
        return True

    def show(self) -> None:
        """Show the table."""
        if self._dialog is None:
            from rnnviz.app.verify.verify_dialog import VerifyDialog  # the window is there sooner without

            self._dialog = VerifyDialog(self._window, self._palette)
            self._dialog.asked.connect(lambda _: self.verify())
            self._dialog.cancelled.connect(lambda _: self.cancel())
            self._dialog.finished.connect(self._forget)
        self._tell()
        self._dialog.show()
        self._dialog.activateWindow()

    def dress(self, status: StatusLine, palette: Palette) -> None:
        """Show the badge in a status line that was made anew, and the table in other colours and words."""
        self._status, self._palette = status, palette
        status.badge.clicked.connect(lambda _=False: self.show())
        if self._dialog is not None:
            before = self._dialog
            before.close()
            self.show()
            self._dialog.setGeometry(before.geometry())
            self._dialog.take_over(before)
        self._tell()

    @property
    def stale(self) -> bool:
        """Whether the model has changed since the checks."""
        run = self._link.run
        return self.result is None or run is None or (run.number, run.update) != (self.result.run, self.result.update)

    def follow_surgery(self, _: object) -> None:
        """Say it where an operated pass is shown from now on, or no more."""
        if self._operated() != self._told_operated:
            self._tell()

    # what the engine says

    def _hear(self, message: Message) -> None:
        header = message.header
        if message.kind == "verifying":
            if self.progress is not None:
                self.progress = self.progress.after(header["done"], header["total"], header["share"])
        else:
            self.progress = None
            self.result = Verified(
                run=header["run"], update=header["update"], dtype=header["dtype"], device=header["device"],
                checks=tuple(message_to_checks(message)),
            )
        self._tell()

    def _hear_share(self, state: Header) -> None:
        """Take how far the checks are in the midst of a part."""
        if self.progress is not None and state["busy"] == "verify" and state["share"] is not None:
            self.progress = self.progress.at(state["share"])
            self._tell()

    def _another(self, _: object) -> None:
        """Another run has begun: the checks of the one before have ended with it."""
        self._replaced = self.progress is not None
        self._end()

    def _refused(self, refusal: Refusal) -> None:
        if refusal.about == "verify":
            self._end()

    def _end(self, _: object = None) -> None:
        self.progress = None
        self._tell()

    def _learnt(self, _: object) -> None:
        if self.result is not None and self._status is not None and self._status.badge.property("stale") != self.stale:
            self._tell()

    # showing it

    def _forget(self, _: int) -> None:
        if self._dialog is self.sender():
            self._dialog = None

    def _tell(self) -> None:
        self._told_operated = self._operated()
        if self._dialog is not None:
            self._dialog.say(self.result.checks if self.result else (), self._about(), self.progress, self._ended())
        if self._status is not None:
            self._badge(self._status)

    def _ended(self) -> str:
        """Return why the checks that were asked for last came to no end; "": they did, or nobody wonders."""
        if not self._replaced:
            return ""
        return tr("The check ended: another model took the place of the one that was being checked. Verify again "
                  "checks that one.")  # fmt: skip

    def _about(self) -> str:
        """Return what was checked, and whether that is what is shown."""
        result = self.result
        if result is None:
            return ""
        words = tr("Update {update}, {dtype} on {device}.").format(
            update=result.update, dtype=result.dtype, device=result.device.upper()
        )
        if self._operated():
            words += " " + tr("Checked is the untouched pass; the window shows an operated one.")
        return f"{words} {tr('The model has changed since.')}" if self.stale else words

    def _badge(self, status: StatusLine) -> None:
        badge, result = status.badge, self.result
        badge.setVisible(result is not None or self.progress is not None)
        badge.setProperty("stale", self.stale)
        if self.progress is not None:
            badge.setText(tr("verifying {percent} %").format(percent=self.progress.percent))
            words = tr("The numbers are being checked; learning waits until it is done. Click: the table")
            badge.setToolTip(plain(words))
            return
        if result is None:
            return
        palette, fine = self._palette, result.differ == 0
        colour = palette.muted if self.stale else palette.accent if fine else palette.error
        badge.setIcon(icon("check" if fine else "warning", palette, colour))
        words = tr("verified {count}/{total}") if fine else tr("{differ} of {total} differ")
        count = result.compared - result.differ
        badge.setText(words.format(count=count, total=result.compared, differ=result.differ))
        badge.setStyleSheet(f"QToolButton {{ color: {palette.muted if fine or self.stale else palette.error}; }}")
        badge.setToolTip(plain(f"{self._about()} {tr('Click: the table')}"))
