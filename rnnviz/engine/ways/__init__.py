"""One layer over time, fast: hand-written loops, the weight swap, the echo input, and which of them is taken."""
