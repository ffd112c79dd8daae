"""The engine as a process: commands in, traces, figures and snapshots out."""
