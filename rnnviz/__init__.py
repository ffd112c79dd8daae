"""rnnviz: see recurrent and attention networks think and learn, step by step."""

__version__ = "0.1.0"
