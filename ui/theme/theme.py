"""The theme in use: one object that widgets ask for colours, fonts and icons, and that tells them when it changes."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import font, load_fonts
from ui.theme.icons import Icon, icon_pixmap, tinted_icon
from ui.theme.palette import PALETTES, Palette, Scheme
from ui.theme.qss import stylesheet
from ui.theme.tokens import MOTION_MS, TextSize, scaled

# What the toolkit moves or fades by itself.
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Theme(QObject):
    """Palette, text scale and motion in use.

    ``changed`` comes after the application has taken on new values; painted widgets then forget what they cached.
    """

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = Scheme.LIGHT,
        *,
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._text_scale = text_scale
        self._reduced_motion = reduced_motion
        self._stilled: list[Qt.UIEffect] = []
        self._icons: dict[tuple[Icon, str, int], QIcon] = {}

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return PALETTES[self._scheme]

    @property
    def text_scale(self) -> float:
        """1.0 is 100 %."""
        return self._text_scale

    @property
    def reduced_motion(self) -> bool:
        """True where nothing should move from here to there."""
        return self._reduced_motion

    @property
    def motion_ms(self) -> int:
        """How long a movement takes; 0 with reduced motion."""
        return 0 if self._reduced_motion else MOTION_MS

    def use(
        self,
        app: QApplication,
        *,
        scheme: Scheme | None = None,
        text_scale: float | None = None,
        reduced_motion: bool | None = None,
    ) -> None:
        """Change what is given, and dress the application in it."""
        self._scheme = self._scheme if scheme is None else scheme
        self._text_scale = self._text_scale if text_scale is None else text_scale
        self._reduced_motion = self._reduced_motion if reduced_motion is None else reduced_motion
        self._icons.clear()
        load_fonts()
        app.setStyle("Fusion")
        self._still(app)
        app.setPalette(_qt_palette(self.palette))
        app.setFont(self.font(TextSize.BODY))
        app.setStyleSheet(stylesheet(self.palette, self._text_scale))
        self.changed.emit()

    def _still(self, app: QApplication) -> None:
        """Let the toolkit move nothing either. What the system has off stays off."""
        if self._reduced_motion:
            self._stilled += [effect for effect in _EFFECTS if app.isEffectEnabled(effect)]
        for effect in self._stilled:
            app.setEffectEnabled(effect, not self._reduced_motion)
        if not self._reduced_motion:
            self._stilled.clear()

    def pixels(self, size: TextSize) -> int:
        """A size of the type scale in pixels."""
        return scaled(size, self._text_scale)

    def font(
        self,
        size: TextSize,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        serif: bool = False,
        italic: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """A font of the program at the current text scale."""
        return font(self.pixels(size), weight=weight, serif=serif, italic=italic, tabular=tabular)

    def icon(self, icon: Icon, *, colour: str | None = None, size: int = 20) -> QIcon:
        """``icon`` in ``colour`` (soft ink when None), ``size`` logical pixels at 100 % text."""
        key = (icon, colour or self.palette.ink_soft, self.icon_size(size))
        if key not in self._icons:
            self._icons[key] = tinted_icon(*key[:2], self.palette.ink_faint, key[2])
        return self._icons[key]

    def icon_size(self, size: int = 20) -> int:
        """The side of an icon in pixels: icons grow with the text."""
        return round(size * self._text_scale)

    def pixmap(self, icon: Icon, *, colour: str | None = None, size: int = 20, ratio: float = 1.0) -> QPixmap:
        """``icon`` as a picture, for labels and painters."""
        return icon_pixmap(icon, colour or self.palette.ink_soft, self.icon_size(size), ratio)


def apply(app: QApplication, scheme: Scheme, *, text_scale: float = 1.0, reduced_motion: bool = False) -> Theme:
    """Dress the application, and give the theme that its widgets are built with; it belongs to ``app``."""
    theme = Theme(scheme, text_scale=text_scale, reduced_motion=reduced_motion, parent=app)
    theme.use(app)
    return theme


def _qt_palette(palette: Palette) -> QPalette:
    """What Fusion paints by itself (check boxes, dialogs of the toolkit) in our colours."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in (
        (role.Window, palette.ground),
        (role.WindowText, palette.ink),
        (role.Base, palette.surface),
        (role.AlternateBase, palette.sunken),
        (role.Text, palette.ink),
        (role.PlaceholderText, palette.ink_faint),
        (role.Button, palette.surface),
        (role.ButtonText, palette.ink),
        (role.BrightText, palette.danger),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.on_accent),
        (role.Link, palette.accent),
        (role.LinkVisited, palette.accent),
        (role.ToolTipBase, palette.surface),
        (role.ToolTipText, palette.ink),
        (role.Accent, palette.accent),
        (role.Light, palette.surface),
        (role.Midlight, palette.hover),
        (role.Mid, palette.line),
        (role.Dark, palette.outline),
        (role.Shadow, palette.shadow),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.ink_faint))
    return made
