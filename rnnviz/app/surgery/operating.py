"""Surgery: the operations on the shown model, listed, toggled, undone, and the trace with them or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from rnnviz.app.changing.editing import Editing
from rnnviz.app.changing.step import Step, Words
from rnnviz.app.running.engine_link import EngineLink
from rnnviz.errors import BadInput
from rnnviz.experiment import Experiment
from rnnviz.operation import Operation
from rnnviz.trace import Trace
from rnnviz.views.words.language import tr
from rnnviz.views.words.operation_words import words as said
from rnnviz.weight_change import field_of

_ID = 2
List = tuple[Operation, ...]


class Operated(Step):
    """From one list of operations to another, and back.

    Parameters
    ----------
    drag : tuple of (place, serial), or None
        Changes of one operation's value with the same serial are one step.
    """

    def __init__(
        self, surgery: Surgery, before: List, after: List, words: Words, drag: tuple[int, int] | None = None
    ) -> None:
        super().__init__(words)
        self.before, self.after = before, after
        self.drag = drag
        self._surgery = surgery

    def redo(self) -> None:
        """Operate with the later list."""
        self._surgery.apply(self.after)

    def undo(self) -> None:
        """Operate with the earlier list."""
        self._surgery.apply(self.before)

    def id(self) -> int:
        """Return the number that Qt asks for before it tries to merge."""
        return _ID if self.drag is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later value of the same drag into this step."""
        if not isinstance(other, Operated) or other.drag != self.drag:
            return False
        self.after = other.after
        self.words = other.words
        self.say()
        self.setObsolete(self.after == self.before)
        return True


class Surgery(QObject):
    """Holds the operations of each experiment, and says which trace is to be seen.

    Operations change passes that are looked at, never what is learnt. The list belongs to the document that is
    open: another one begins untouched, and undoing that finds the list again.

    Attributes
    ----------
    experiment : str
        Name of the one that is shown.
    operations : tuple of Operation
        In the order in which they are carried out.
    unfit : dict of Operation to BadInput
        Listed operations that make no sense in the present model.
    bare : bool
        The untouched pass is shown although there are operations.
    trace : Trace or None
        The newest that came, operated or not.
    """

    changed = Signal(object)
    """This surgery: its list, what is unfit, which pass is shown, or the newest trace."""
    listed = Signal(object)
    """This surgery: its list is another one."""
    shown = Signal(object)
    """Trace that is to be seen."""
    refused = Signal(object)
    """BadInput: an operation makes no sense in the model that it was to be made on."""
    symbol_asked = Signal(object)
    """Operation whose symbol is still to be chosen."""

    def __init__(self, link: EngineLink, editing: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._editing = editing
        self._undo_stack = editing.undo_stack
        self.experiment = editing.now.name
        self.operations: List = editing.document.operations
        self.unfit: Mapping[Operation, BadInput] = {}
        self.bare = False
        self.trace: Trace | None = None
        editing.documented.connect(lambda document: self.set_operations(document.operations))
        editing.shown.connect(self._follow)
        link.unfitted.connect(self._hear)
        link.traced.connect(self._take)

    # what is listed

    def set_operations(self, operations: Sequence[Operation]) -> None:
        """Take over a list, of a document that is opened; no step of undo."""
        if tuple(operations) != self.operations:
            self.apply(tuple(operations))

    @property
    def active(self) -> List:
        """The listed operations that are on and make sense."""
        return tuple(each for each in self.operations if each.on and each not in self.unfit)

    @property
    def is_operated(self) -> bool:
        """Whether what is to be seen is an operated pass."""
        return self.trace is not None and bool(self.trace.operated) and not self.bare

    # what a person does

    def add(self, operation: Operation) -> None:
        """Carry out an operation too; one of the same place takes the place of the older one."""
        if operation.kind == "token" and not operation.symbol:
            self.symbol_asked.emit(operation)
            return
        kept = [each for each in self.operations if _place(each) != _place(operation)]
        self.bare = False
        self._push((*kept, operation), lambda: tr("operation: {what}").format(what=said(operation)))

    def switch(self, place: int, on: bool) -> None:
        """Switch a listed operation on or off."""
        new = self.operations[place].model_copy(update={"on": on})

        def words() -> str:
            text = tr("operation on: {what}") if on else tr("operation off: {what}")
            return text.format(what=said(new))

        self._push(self._with(place, new), words)

    def set_value(self, place: int, value: float, serial: int = 0) -> None:
        """Give an operation another value; those of one serial are one step of undo."""
        new = self.operations[place].model_copy(update={"value": value})
        self._push(
            self._with(place, new), lambda: tr("operation: {what}").format(what=said(new)), (place, serial)
        )

    def remove(self, place: int) -> None:
        """Take an operation from the list."""
        old = self.operations[place]
        kept = self.operations[:place] + self.operations[place + 1 :]
        self._push(kept, lambda: tr("remove operation: {what}").format(what=said(old)))

    def keep(self, place: int) -> None:
        """Make the edit of a weight permanent: the model learns on with it, and the list has it no more."""
        if not self._editing.may_change():
            return
        old = self.operations[place]

        def words() -> str:
            return tr("keep in the model: {what}").format(what=said(old))

        self._undo_stack.beginMacro(words())
        self._editing.keep_weight(field_of(old.target, old.index), old.value, words)
        self.remove(place)
        self._undo_stack.endMacro()

    def clear(self) -> None:
        """Take all operations from the list."""
        self._push((), lambda: tr("remove all operations"))

    def go_back(self) -> None:
        """Take back what has been operated since the newest trace was asked for: its own was left off."""
        run = self._link.run
        here = self.trace is not None and run is not None and self.trace.run == run.number
        done = self.trace.operated if self.trace is not None and here else ()
        stack = self._undo_stack
        while self.active != done:
            step = stack.command(stack.index() - 1) if stack.index() else None
            if not isinstance(step, Operated):
                break
            stack.undo()
        if self.active != done:
            off = tuple(
                each if each in done else each.model_copy(update={"on": False}) for each in self.operations
            )
            self._push(off, lambda: tr("switch off what was left off"))

    def show_bare(self, on: bool) -> None:
        """Show the untouched pass, or the operated one again."""
        if on != self.bare:
            self.bare = on
            self._show()

    # what commands do

    def apply(self, operations: List) -> None:
        """Operate on the passes with a list."""
        self.operations = operations
        self._operate()
        self.listed.emit(self)

    # inside

    def _with(self, place: int, operation: Operation) -> List:
        return (*self.operations[:place], operation, *self.operations[place + 1 :])

    def _push(self, after: List, words: Words, drag: tuple[int, int] | None = None) -> None:
        if after != self.operations:
            self._undo_stack.push(Operated(self, self.operations, after, words, drag))

    def _operate(self) -> None:
        if not self.operations:
            self.bare = False
        self._link.operate([each for each in self.operations if each.on])
        self.changed.emit(self)

    def _follow(self, experiment: Experiment) -> None:
        if experiment.name != self.experiment:
            self.experiment = experiment.name
            self.unfit = {}
            self._operate()

    def _hear(self, unfit: Mapping[Operation, BadInput]) -> None:
        """Take what makes no sense in the model, and say what is new of it."""
        before, self.unfit = self.unfit, unfit
        for operation, problem in unfit.items():
            if operation not in before:
                self.refused.emit(problem)
        if dict(before) != dict(unfit):
            self.changed.emit(self)

    def _take(self, trace: Trace) -> None:
        operated = self.trace is not None and bool(self.trace.operated)
        self.trace = trace
        self._show(quiet=not trace.operated and not operated)

    def _show(self, quiet: bool = False) -> None:
        """Hand on the trace that is to be seen."""
        if self.trace is not None:
            bare = self.trace.untouched if self.bare else None
            self.shown.emit(bare or self.trace)
        if not quiet:
            self.changed.emit(self)


def _place(operation: Operation) -> tuple[object, ...]:
    """Return where an operation acts: two of one place and kind exclude each other."""
    kind = operation.kind
    return kind, operation.target, operation.index, operation.first, operation.last
