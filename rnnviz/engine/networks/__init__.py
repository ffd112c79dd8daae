"""Networks: what is computed, how it starts, and what it costs in memory."""
