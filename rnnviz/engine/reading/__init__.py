"""A long text as frozen weights read it: what the text views and the unit hunt ask for, part by part."""

from rnnviz.engine.reading.passage import CHUNK, LONGEST, Passage, passage
from rnnviz.engine.reading.reading import Reading, read
from rnnviz.engine.reading.readings import Readings

__all__ = ["CHUNK", "LONGEST", "Passage", "Reading", "Readings", "passage", "read"]
