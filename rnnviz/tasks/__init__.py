"""The table of tasks. A task is one file: its fields, its batches, its scores; numpy alone."""

from rnnviz.tasks.adding import Adding
from rnnviz.tasks.base import Batch, PairBatch, Task
from rnnviz.tasks.char_lm import CharLm
from rnnviz.tasks.copying import Copying
from rnnviz.tasks.dates import Dates
from rnnviz.tasks.digits import Digits
from rnnviz.tasks.dyck import Dyck
from rnnviz.tasks.gap import Gap
from rnnviz.tasks.hello import Hello
from rnnviz.tasks.neighbours import Neighbours
from rnnviz.tasks.numerals import Numerals
from rnnviz.tasks.recall import Recall
from rnnviz.tasks.reversal import Reversal
from rnnviz.tasks.series import Series
from rnnviz.tasks.temporal_order import TemporalOrder
from rnnviz.tasks.translate import Translate

TASKS: dict[str, type[Task]] = {
    "adding": Adding,
    "char_lm": CharLm,
    "copying": Copying,
    "dates": Dates,
    "digits": Digits,
    "dyck": Dyck,
    "gap": Gap,
    "hello": Hello,
    "neighbours": Neighbours,
    "numerals": Numerals,
    "recall": Recall,
    "reversal": Reversal,
    "series": Series,
    "temporal_order": TemporalOrder,
    "translate": Translate,
}

__all__ = ["TASKS", "Batch", "PairBatch", "Task"]
