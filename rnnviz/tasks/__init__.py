"""The table of tasks. A task is one file: its fields, its batches, its scores; numpy alone."""

from rnnviz.tasks.adding import Adding
from rnnviz.tasks.base import Batch, PairBatch, Task
from rnnviz.tasks.char_lm import CharLm
from rnnviz.tasks.copying import Copying
from rnnviz.tasks.hello import Hello
from rnnviz.tasks.recall import Recall
from rnnviz.tasks.series import Series
from rnnviz.tasks.translate import Translate

TASKS: dict[str, type[Task]] = {
    "adding": Adding,
    "char_lm": CharLm,
    "copying": Copying,
    "hello": Hello,
    "recall": Recall,
    "series": Series,
    "translate": Translate,
}

__all__ = ["TASKS", "Batch", "PairBatch", "Task"]
