"""Light and dark: Fusion with our own colours, a small style sheet, and plots that follow."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from rnnviz.app.dress.fonts import interface_font
from rnnviz.resources import resources
from rnnviz.views.palette import PALETTES, Palette, Theme, rgb

_BASE_SIZE = "rnnviz.base_size"
CHOSEN = 0.18
"""Share of the accent in the ground of what is chosen or switched on."""
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def system_theme(app: QApplication) -> Theme:
    """Return the system's theme, and let the program follow it again; light where the system has none."""
    hints = app.styleHints()
    hints.unsetColorScheme()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give every widget and every plot made from now on a theme's colours, and text ``scale`` times as large.

    Views keep the colours that they were made with: the window makes them again.
    """
    palette = PALETTES[theme]
    hints = app.styleHints()
    if hints.colorScheme() not in (_SCHEMES[theme], Qt.ColorScheme.Unknown):
        hints.setColorScheme(_SCHEMES[theme])  # title bars and the system's own dialogs
    if app.property(_BASE_SIZE) is None:
        app.setProperty(_BASE_SIZE, QFontInfo(app.font()).pointSizeF())
        app.setStyle("Fusion")
    pg.setConfigOptions(background=palette.paper, foreground=palette.text)
    sheet = style_sheet(palette, scale)
    if sheet != app.styleSheet():  # to set it goes through all widgets, whatever it says
        app.setFont(interface_font(app.property(_BASE_SIZE) * scale))
        app.setPalette(widget_palette(palette))
        app.setStyleSheet(sheet)


def mixed(over: str, under: str, share: float) -> str:
    """Return ``share`` of one colour laid over another."""
    pairs = zip(rgb(over), rgb(under), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def chosen(palette: Palette) -> str:
    """Return the ground of what is chosen in a list: calm, so that quiet words are read on it, too."""
    return mixed(palette.accent, palette.panel, CHOSEN)


def widget_palette(palette: Palette) -> QPalette:
    """Return Qt's colours for widgets."""
    role = QPalette.ColorRole
    made = QPalette(QColor(palette.window))
    button = mixed(palette.text, palette.panel, 0.04)
    for which, colour in {
        role.Window: palette.window,
        role.WindowText: palette.text,
        role.Base: palette.panel,
        role.AlternateBase: palette.window,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: button,
        role.ButtonText: palette.text,
        role.BrightText: palette.error,
        role.Highlight: chosen(palette),
        role.HighlightedText: palette.text,
        role.Accent: palette.accent,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.ToolTipBase: palette.panel,
        role.ToolTipText: palette.text,
        role.Light: mixed(palette.text, button, 0.08),
        role.Midlight: mixed(palette.text, button, 0.04),
        role.Mid: palette.border,
        role.Dark: mixed(palette.text, palette.border, 0.2),
        role.Shadow: palette.border,
    }.items():
        made.setColor(QPalette.ColorGroup.All, which, QColor(colour))
    faint = QColor(mixed(palette.muted, palette.panel, 0.6))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faint)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(palette.border))
    return made


def style_sheet(palette: Palette, scale: float = 1.0) -> str:
    """Return what Fusion does not do: cards, flat buttons, thin scroll bars, quiet tool tips.

    A frame is a card with ``setProperty("card", True)``; a tool button has an edge with
    ``setProperty("framed", True)``; a list has one with the same; a switch with
    ``setProperty("switch", True)``; a label is quiet with ``setProperty("quiet", True)``.
    """
    p = palette
    hover = mixed(p.text, p.panel, 0.08)
    pressed = mixed(p.text, p.panel, 0.16)
    tint = chosen(p)
    faint = mixed(p.muted, p.panel, 0.6)
    side = round(4 * scale)
    arrow = (resources() / "icons" / "chevron_down.svg").as_posix()
    arrow_up = (resources() / "icons" / "chevron_up.svg").as_posix()
    tick = (resources() / "icons" / f"tick_{'dark' if p is PALETTES['dark'] else 'light'}.svg").as_posix()
    box = round(13 * scale)
    return f"""
QCheckBox {{ spacing: {side + 2}px; }}
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {{ width: {box}px; height: {box}px;
  background: {p.panel}; border: 1px solid {p.muted}; border-radius: 3px; }}
QCheckBox::indicator:hover {{ border-color: {p.text}; }}
QCheckBox::indicator:focus {{ border-color: {p.accent}; }}
QCheckBox:focus {{ color: {p.accent}; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {{
  background: {p.accent}; border-color: {p.accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ border-color: {faint}; }}
QCheckBox::indicator:checked:disabled {{ background: {faint}; border-color: {faint}; }}
QRadioButton::indicator {{ width: {box}px; height: {box}px; background: {p.panel}; border: 1px solid {p.muted};
  border-radius: {box // 2 + 1}px; }}
QRadioButton::indicator:checked {{ border-color: {p.accent}; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
  fx: 0.5, fy: 0.5, stop: 0 {p.accent}, stop: 0.55 {p.accent}, stop: 0.65 {p.panel}, stop: 1 {p.panel}); }}
QRadioButton::indicator:disabled {{ border-color: {faint}; }}
QFrame[card="true"] {{ background: {p.panel}; border: 1px solid {p.border}; border-radius: 8px; }}
QLabel[quiet="true"] {{ color: {p.muted}; }}
QLabel[quiet="true"]:disabled {{ color: {faint}; }}
QPushButton {{ background: {p.panel}; border: 1px solid {p.border}; border-radius: 5px;
  padding: {side - 1}px {2 * side}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus {{ border-color: {p.accent}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton:checked {{ background: {tint}; border-color: {p.accent}; }}
QPushButton:checked:disabled {{ background: {pressed}; border-color: {p.border}; color: {faint}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px;
  padding: {max(side - 2, 1)}px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {pressed}; }}
QToolButton:checked {{ background: {tint}; }}
QToolButton[framed="true"] {{ background: {p.panel}; border-color: {p.border}; padding: {side - 2}px {2 * side}px; }}
QToolButton[framed="true"]:hover {{ background: {hover}; }}
QToolButton[framed="true"]:checked {{ background: {tint}; border-color: {p.accent}; }}
QToolButton[switch="true"] {{ border-color: {p.border}; }}
QToolButton[switch="true"]:checked {{ border-color: {p.accent}; }}
QToolButton:focus {{ border-color: {p.accent}; }}
QToolButton:disabled {{ color: {faint}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[title="true"] {{ font-weight: bold; padding: 0; border: 0; background: transparent;
  color: {p.text}; }}
QToolButton[title="true"]:hover {{ color: {p.accent}; }}
QFrame[dot="true"] {{ background: {p.accent}; border: 0; border-radius: 3px; }}
QLabel[problem="true"] {{ color: {p.error}; }}
QLineEdit {{ background: {p.panel}; border: 1px solid {p.border}; border-radius: 5px; padding: 1px {side}px;
  selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
QLineEdit:hover, QComboBox:hover {{ border-color: {faint}; }}
QLineEdit:focus, QComboBox:focus {{ border-color: {p.accent}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {faint}; }}
QAbstractSpinBox {{ background: {p.panel}; border: 1px solid {p.border}; border-radius: 5px;
  padding: {max(side - 3, 1)}px 0 {max(side - 3, 1)}px {side + 1}px; selection-background-color: {p.accent};
  selection-color: {p.on_accent}; }}
QAbstractSpinBox:hover {{ border-color: {faint}; }}
QAbstractSpinBox:focus {{ border-color: {p.accent}; }}
QAbstractSpinBox:disabled {{ color: {faint}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; border: 0;
  background: transparent; width: {round(18 * scale)}px; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {hover}; border-radius: 4px; }}
QAbstractSpinBox::up-arrow {{ image: url("{arrow_up}"); width: {round(10 * scale)}px; height: {round(10 * scale)}px; }}
QAbstractSpinBox::down-arrow {{ image: url("{arrow}"); width: {round(10 * scale)}px; height: {round(10 * scale)}px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0; background: transparent; padding: 0; }}
QComboBox {{ combobox-popup: 0; background: {p.panel}; border: 1px solid {p.border}; border-radius: 5px;
  padding: {max(side - 3, 1)}px 2px {max(side - 3, 1)}px {2 * side - 2}px; }}
QComboBox::drop-down {{ border: 0; width: {round(18 * scale)}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {round(12 * scale)}px; height: {round(12 * scale)}px; }}
QComboBox QAbstractItemView {{ background: {p.panel}; border: 1px solid {p.border}; outline: 0;
  selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
QComboBox QAbstractItemView::item {{ padding: {max(side - 4, 1)}px {side - 2}px; }}
QListView[framed="true"], QTableView {{ background: {p.panel}; border: 1px solid {p.border}; border-radius: 5px;
  outline: 0; }}
QListView[cards="true"] {{ background: transparent; border: 0; outline: 0; }}
QListView[cards="true"]::item {{ border: 1px solid transparent; border-radius: 8px; padding: {side}px;
  color: {p.text}; }}
QListView[cards="true"]::item:hover {{ background: {hover}; }}
QListView[cards="true"]::item:selected {{ background: {tint}; border-color: {p.accent}; color: {p.text}; }}
QProgressBar {{ background: {pressed}; border: 0; border-radius: 5px; text-align: center; color: {p.text};
  min-height: {round(18 * scale)}px; max-height: {round(18 * scale)}px; }}
QProgressBar::chunk {{ background: {mixed(p.accent, p.panel, 0.4)}; border-radius: 5px; }}
QTableView {{ alternate-background-color: {mixed(p.text, p.panel, 0.03)}; selection-background-color: {tint};
  selection-color: {p.text}; }}
QTableWidget::item {{ padding: 0 {side}px; }}
QTableWidget QHeaderView::section {{ padding: {max(side - 3, 1)}px {side + 2}px; }}
QHeaderView, QTableCornerButton::section {{ background: {p.panel}; border: 0; }}
QHeaderView::section {{ background: {p.panel}; color: {p.muted}; border: 0; border-bottom: 1px solid {p.border};
  padding: {max(side - 3, 1)}px {side - 2}px; }}
QTabBar::tab {{ background: transparent; color: {p.muted}; border: 0; padding: {side - 1}px {2 * side}px;
  border-top: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {p.text}; }}
QTabBar::tab:selected {{ color: {p.text}; border-top-color: {p.accent}; }}
QSlider::groove:horizontal {{ height: 4px; background: {p.border}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {p.accent}; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled {{ background: {p.border}; }}
QSlider::handle:horizontal {{ background: {p.accent}; border: 1px solid {p.accent}; width: 10px; margin: -4px 0;
  border-radius: 6px; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border-color: {p.text}; }}
QSlider::handle:horizontal:disabled {{ background: {faint}; border-color: {faint}; }}
QToolTip {{ background: {p.panel}; color: {p.text}; border: 1px solid {p.border}; padding: {side}px; }}
QScrollArea {{ background: transparent; border: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {mixed(p.muted, p.panel, 0.45)}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 24px; }}
QScrollBar::handle:horizontal {{ min-width: 24px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {p.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
