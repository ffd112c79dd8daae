"""Sessions: one file (``.rnnviz``) with everything that is needed to find a run exactly where it was left."""

from rnnviz.session.archive import is_session
from rnnviz.session.file import Opened, load, peek, save
from rnnviz.session.session import SUFFIX, Ahead, Session

__all__ = ["SUFFIX", "Ahead", "Opened", "Session", "is_session", "load", "peek", "save"]
