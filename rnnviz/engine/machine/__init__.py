"""The machine: devices, threads, memory."""
