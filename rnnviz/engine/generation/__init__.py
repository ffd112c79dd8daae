"""Texts that a model writes, symbol by symbol: from a prompt, with weights that stay as they were when it began."""

from rnnviz.engine.generation.prompt import Prompt, can_write, prompt_of, usual_prompt
from rnnviz.engine.generation.sampled import sampled, usual_decoding
from rnnviz.engine.generation.writing import Writing
from rnnviz.engine.generation.writings import Writings
from rnnviz.engine.generation.written_text import WrittenText

__all__ = [
    "Prompt", "Writing", "Writings", "WrittenText", "can_write", "prompt_of", "sampled", "usual_decoding",
    "usual_prompt",
]
