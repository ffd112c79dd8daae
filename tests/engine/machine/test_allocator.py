"""What is freed stays at hand where glibc is told to keep it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

GLIBC = hasattr(os, "confstr") and "CS_GNU_LIBC_VERSION" in os.confstr_names

BLOCK = """
import ctypes, sys
from rnnviz.engine.machine.allocator import keep_freed_memory
assert sys.argv[1] == "plain" or keep_freed_memory()
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
library.malloc.argtypes = [ctypes.c_size_t]
library.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]
before = resident()
block = library.malloc(64 << 20)
library.memset(block, 1, 64 << 20)
library.free(block)
print((resident() - before) >> 20)
"""


@pytest.mark.skipif(not GLIBC, reason="another C library")
def test_a_large_block_is_kept() -> None:
    kept, given_back = (
        int(subprocess.run([sys.executable, "-c", BLOCK, how], capture_output=True, check=True).stdout)
        for how in ("keep", "plain")
    )
    assert kept >= 60
    assert given_back <= 4
