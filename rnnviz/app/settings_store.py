"""What the window remembers between starts: a settings file that may be missing or broken at any time."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings


def home() -> Path:
    """Return the folder of settings, snapshots and logs: ``RNNVIZ_HOME``, or the platform's own."""
    given = os.environ.get("RNNVIZ_HOME")
    return Path(given) if given else Path(platformdirs.user_data_dir("rnnviz", appauthor=False))


class SettingsStore:
    """Typed access to the settings file; what cannot be read is as if it had never been written.

    Parameters
    ----------
    folder : Path, optional
        Where ``window.ini`` lies; `home` by default. A folder that cannot be written costs the
        memory, not the start.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or home()) / "window.ini"
        self._settings = QSettings(str(self.path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str, allowed: tuple[str, ...] | None = None) -> str:
        """Return a word, the default where it is missing or not among the allowed ones."""
        found = self._settings.value(key)
        if not isinstance(found, str) or (allowed is not None and found not in allowed):
            return default
        return found

    def number(self, key: str, default: float) -> float:
        """Return a number."""
        try:
            return float(str(self._settings.value(key, default)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool) -> bool:
        """Return whether something is on."""
        return self.text(key, str(default).lower(), ("true", "false")) == "true"

    def words(self, key: str) -> list[str]:
        """Return a list of words, empty where it is missing."""
        found = self.text(key, "")
        return found.split(",") if found else []

    def state(self, key: str) -> QByteArray:
        """Return the bytes of a layout or a geometry, empty where they are missing."""
        found = self._settings.value(key)
        return found if isinstance(found, QByteArray) else QByteArray()

    def put(self, key: str, value: str | float | bool | list[str] | QByteArray) -> None:
        """Remember a value under a key."""
        if isinstance(value, bool):
            value = str(value).lower()
        elif isinstance(value, list):
            value = ",".join(value)
        elif isinstance(value, float):
            value = repr(value)
        self._settings.setValue(key, value)

    def forget(self, *keys: str) -> None:
        """Forget some values."""
        for key in keys:
            self._settings.remove(key)

    def sync(self) -> None:
        """Write to the disk."""
        self._settings.sync()
