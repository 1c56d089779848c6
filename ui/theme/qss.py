"""The stylesheet, made from the palette and the type scale."""

from ui.theme.fonts import SANS
from ui.theme.palette import Palette
from ui.theme.tokens import RADIUS, RADIUS_SMALL, TextSize, scaled, space


def stylesheet(palette: Palette, text_scale: float) -> str:
    """Qt style sheet for the whole application.

    Labels take their look from the property ``role`` (display, title, lead, strong, body, soft, caption,
    danger), buttons from ``kind`` (primary, quiet, link, danger; none is an ordinary one), frames from ``panel``
    (surface, foot, sunken, notice).
    """
    px = {size: f"{scaled(size, text_scale)}px" for size in TextSize}
    handle = scaled(TextSize.LEAD, text_scale)
    body, small, caption = px[TextSize.BODY], px[TextSize.SMALL], px[TextSize.CAPTION]
    p = palette
    return f"""
* {{ font-family: "{SANS}"; font-size: {body}; }}
QWidget {{ color: {p.ink}; }}
QMainWindow, QDialog, QWidget[page="true"] {{ background: {p.ground}; }}
QToolTip {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.line}; padding: {space(1)}px {space(2)}px;
    font-size: {small}; }}

QLabel {{ background: transparent; }}
QLabel[role="display"] {{ font-size: {px[TextSize.DISPLAY]}; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {px[TextSize.TITLE]}; font-weight: 600; }}
QLabel[role="lead"] {{ font-size: {px[TextSize.LEAD]}; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="soft"] {{ color: {p.ink_soft}; }}
QLabel[role="small"] {{ color: {p.ink_soft}; font-size: {small}; }}
QLabel[role="caption"] {{ color: {p.ink_faint}; font-size: {caption}; font-weight: 500; }}
QLabel[role="danger"] {{ color: {p.danger}; }}

QFrame[panel="surface"] {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {RADIUS}px; }}
QFrame[panel="foot"] {{ background: {p.surface}; border: none; border-top: 1px solid {p.line}; }}
QFrame[panel="sunken"] {{ background: {p.sunken}; border: none; border-radius: {RADIUS}px; }}
QFrame[panel="notice"] {{ background: {p.accent_tint}; border: none; border-radius: {RADIUS}px; }}
QFrame[panel="danger"] {{ background: {p.danger_tint}; border: none; border-radius: {RADIUS}px; }}
QFrame[rule="true"] {{ background: {p.line}; border: none; max-height: 1px; min-height: 1px; }}
QWidget[rail="true"] {{ background: {p.sunken}; }}

QPushButton {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {RADIUS}px;
    padding: {space(1.5)}px {space(3.5)}px; font-weight: 500; }}
QPushButton:hover {{ background: {p.hover}; }}
QPushButton:pressed {{ background: {p.sunken}; }}
QPushButton:disabled {{ color: {p.ink_faint}; background: {p.sunken}; }}
QPushButton:focus {{ border: 2px solid {p.accent}; padding: {space(1.5) - 1}px {space(3.5) - 1}px; }}
QPushButton[kind="primary"] {{ background: {p.accent}; color: {p.on_accent}; border: 1px solid {p.accent};
    padding: {space(2)}px {space(4)}px; }}
QPushButton[kind="primary"]:hover {{ background: {p.accent_strong}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {p.ink}; padding: {space(2) - 1}px {space(4) - 1}px; }}
QPushButton[kind="primary"]:disabled {{ background: {p.sunken}; color: {p.ink_faint}; border-color: {p.line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; color: {p.ink_soft}; }}
QPushButton[kind="quiet"]:hover {{ background: {p.hover}; color: {p.ink}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {p.accent}; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {p.accent};
    padding: {space(1)}px {space(1)}px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {p.accent}; padding: {space(1) - 1}px; }}
QPushButton[kind="answer"] {{ padding: {space(3)}px {space(5)}px; font-size: {px[TextSize.LEAD]}; }}
QPushButton[kind="answer"]:checked {{ background: {p.accent_tint}; border: 2px solid {p.accent}; font-weight: 600;
    padding: {space(3) - 1}px {space(5) - 1}px; }}
QPushButton[kind="answer"]:focus {{ border: 2px solid {p.ink}; padding: {space(3) - 1}px {space(5) - 1}px; }}
QPushButton[kind="danger"] {{ color: {p.danger}; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {p.danger}; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px;
    padding: {space(1.5)}px; color: {p.ink_soft}; font-weight: 500; }}
QToolButton:hover {{ background: {p.hover}; color: {p.ink}; }}
QToolButton:pressed, QToolButton:checked {{ background: {p.accent_tint}; color: {p.ink}; }}
QToolButton:focus {{ border: 2px solid {p.accent}; padding: {space(1.5) - 1}px; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[kind="round"] {{ background: {p.ink}; border: 1px solid {p.ink};
    border-radius: {round(space(5) * text_scale)}px; padding: 0; }}
QToolButton[kind="round"]:hover {{ background: {p.ink_soft}; border-color: {p.ink_soft}; }}
QToolButton[kind="round"]:disabled {{ background: {p.sunken}; border-color: {p.line}; }}
QToolButton[kind="round"]:focus {{ border: 3px solid {p.accent}; }}
QToolButton[kind="person"] {{ padding: {space(1)}px {space(2)}px {space(1)}px 0; }}
QToolButton[kind="person"]:focus {{ padding: {space(1) - 1}px {space(2) - 1}px {space(1) - 1}px 0; }}
QToolButton[kind="chip"] {{ border: 1px solid {p.line}; background: {p.surface}; color: {p.ink};
    padding: {space(1)}px {space(2)}px; }}
QToolButton[kind="chip"]:hover {{ background: {p.hover}; }}
QToolButton[kind="chip"]:checked {{ background: {p.accent_tint}; border: 1px solid {p.accent}; font-weight: 600; }}
QToolButton[kind="chip"]:focus {{ border: 2px solid {p.accent}; padding: {space(1) - 1}px {space(2) - 1}px; }}
QToolButton[kind="rail"] {{ font-size: {caption}; padding: {space(2)}px {space(1)}px; border-radius: {RADIUS}px; }}
QToolButton[kind="rail"]:checked {{ background: {p.surface}; color: {p.ink}; }}

QLineEdit, QPlainTextEdit, QTextEdit {{ background: {p.surface}; border: 1px solid {p.outline};
    border-radius: {RADIUS}px; padding: {space(1.5)}px {space(2.5)}px; selection-background-color: {p.accent};
    selection-color: {p.on_accent}; placeholder-text-color: {p.ink_faint}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {p.accent};
    padding: {space(1.5) - 1}px {space(2.5) - 1}px; }}
QComboBox {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {RADIUS}px;
    padding: {space(1.5)}px {space(8)}px {space(1.5)}px {space(3)}px; font-weight: 500; }}
QComboBox:hover {{ background: {p.hover}; }}
QComboBox:focus {{ border: 2px solid {p.accent};
    padding: {space(1.5) - 1}px {space(8) - 1}px {space(1.5) - 1}px {space(3) - 1}px; }}
QComboBox:disabled {{ color: {p.ink_faint}; background: {p.sunken}; }}
QComboBox::drop-down {{ border: none; width: {space(7)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {p.surface}; border: 1px solid {p.line}; padding: {space(1)}px;
    outline: none; selection-background-color: {p.accent_tint}; selection-color: {p.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {scaled(TextSize.BODY, text_scale) + space(4)}px;
    padding: 0 {space(2)}px; border-radius: {RADIUS_SMALL}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {p.accent_tint}; color: {p.ink}; }}

QRadioButton, QCheckBox {{ spacing: {space(2)}px; padding: {space(0.5)}px; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: {scaled(TextSize.BODY, text_scale)}px;
    height: {scaled(TextSize.BODY, text_scale)}px; background: {p.surface}; border: 1px solid {p.outline}; }}
QRadioButton::indicator {{ border-radius: {scaled(TextSize.BODY, text_scale) // 2 + 1}px; }}
QCheckBox::indicator {{ border-radius: {RADIUS_SMALL}px; }}
QRadioButton::indicator:checked {{ background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 {p.accent}, stop:0.55 {p.accent}, stop:0.62 {p.surface}, stop:1 {p.surface});
    border: 1px solid {p.accent}; }}
QCheckBox::indicator:checked {{ background: {p.accent}; border: 1px solid {p.accent}; }}
QRadioButton:focus, QCheckBox:focus {{ border: 2px solid {p.accent}; border-radius: {RADIUS_SMALL}px;
    padding: {space(0.5) - 2}px; }}
QSlider {{ border: 2px solid transparent; border-radius: {RADIUS_SMALL}px; min-height: {handle + space(1)}px; }}
QSlider:focus {{ border-color: {p.accent}; }}
QSlider::groove:horizontal {{ background: {p.outline}; height: 2px; border-radius: 1px; }}
QSlider::handle:horizontal {{ background: {p.surface}; border: 2px solid {p.outline}; width: {handle - 4}px;
    margin: -{handle // 2 - 1}px 0; border-radius: {handle // 2}px; }}
QSlider[guessed="true"]::handle:horizontal {{ background: {p.accent}; border-color: {p.accent}; }}
#palette_found::item {{ padding: {space(1.5)}px {space(2)}px; border-radius: {RADIUS_SMALL}px; }}
#palette_found::item:selected {{ background: {p.accent_tint}; color: {p.ink}; }}

QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {p.ink_faint}; border: none;
    border-bottom: 1px solid {p.line}; padding: {space(1)}px {space(2)}px; font-size: {small}; font-weight: 500; }}
#keyboard_list::item {{ padding: {space(1)}px {space(2)}px; }}
#keyboard_list::item:selected {{ background: {p.accent_tint}; color: {p.ink}; }}
QAbstractItemView#keyboard_list:focus {{ border: 2px solid {p.accent}; border-radius: {RADIUS}px; }}

QMenu {{ background: {p.surface}; border: 1px solid {p.line}; padding: {space(1)}px; }}
QMenu::item {{ padding: {space(2)}px {space(6)}px {space(2)}px {space(3)}px; border-radius: {RADIUS_SMALL}px; }}
QMenu::item:selected {{ background: {p.accent_tint}; color: {p.ink}; }}
QMenu::item:disabled {{ color: {p.ink_faint}; }}
QMenu::icon {{ padding-left: {space(2)}px; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: {space(1)}px {space(2)}px; }}

QAbstractItemView {{ background: transparent; border: none; outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[clear="true"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {space(3)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {space(3)}px; margin: 0; }}
QScrollBar::handle {{ background: {p.line}; border-radius: {RADIUS_SMALL}px; margin: {space(0.5)}px; }}
QScrollBar::handle:vertical {{ min-height: {space(8)}px; }}
QScrollBar::handle:horizontal {{ min-width: {space(8)}px; }}
QScrollBar::handle:hover {{ background: {p.outline}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QProgressBar {{ background: {p.sunken}; border: none; border-radius: {RADIUS_SMALL}px; min-height: {space(2)}px;
    max-height: {space(2)}px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: {RADIUS_SMALL}px; }}
QSplitter::handle {{ background: transparent; }}
"""
