from itertools import combinations

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.theme import Icon, Scheme, TextSize, Theme, apply
from ui.theme.fonts import SANS, SERIF, assets
from ui.theme.palette import PALETTES, Palette, contrast_ratio
from ui.theme.qss import stylesheet

READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.1, 1.4.3 and 1.4.11


def voices(palette: Palette):
    return (palette.me, palette.them, *palette.others)


def grounds(palette: Palette):
    plain = ("ground", "surface", "sunken", "hover", "accent_tint")
    return {name: getattr(palette, name) for name in plain} | {v.pattern: v.tint for v in voices(palette)}


@pytest.fixture(params=list(Scheme))
def palette(request) -> Palette:
    return PALETTES[request.param]


def test_contrast_is_that_of_the_standard():
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_is_readable_on_every_ground(palette):
    texts = {name: getattr(palette, name) for name in ("ink", "ink_soft", "ink_faint", "accent", "danger")}
    texts |= {f"voice {voice.pattern}": voice.text for voice in voices(palette)}
    poor = {
        (text, ground): round(contrast_ratio(colour, under), 2)
        for text, colour in texts.items()
        for ground, under in grounds(palette).items()
        if contrast_ratio(colour, under) < READABLE
    }
    assert not poor


def test_text_is_readable_on_buttons_and_notices(palette):
    for text, ground in (
        (palette.on_accent, palette.accent),
        (palette.on_accent, palette.accent_strong),
        (palette.danger, palette.danger_tint),
        (palette.ink, palette.danger_tint),
        (palette.ink, palette.fair),  # a place that was found in the transcript
        (palette.ground, palette.ink),  # the round play button
    ):
        assert contrast_ratio(text, ground) >= READABLE, (text, ground)


def test_shapes_that_mean_something_stand_out_from_the_ground(palette):
    shapes = [voice.fill for voice in voices(palette)] + [palette.outline, palette.accent, palette.ink]
    for shape in shapes:
        for ground in (palette.ground, palette.surface, palette.sunken):
            assert contrast_ratio(shape, ground) >= VISIBLE, (shape, ground)


def test_the_dot_stands_out_from_every_zone_of_a_band(palette):
    for zone in (palette.good, palette.fair, palette.work_on):
        assert contrast_ratio(palette.ink, zone) >= VISIBLE


def test_no_two_people_share_a_pattern_or_a_colour(palette):
    for one, other in combinations(voices(palette), 2):
        assert one.pattern is not other.pattern
        assert one.fill != other.fill


def test_both_families_load_in_every_weight_that_is_used(theme: Theme):
    assert {SANS, SERIF} <= set(QFontDatabase.families())
    assert {"Regular", "Medium", "SemiBold", "Italic"} <= set(QFontDatabase.styles(SANS))
    for serif in (False, True):
        wanted = theme.font(TextSize.BODY, serif=serif)
        assert QFontInfo(wanted).family() == (SERIF if serif else SANS)


def test_the_fonts_know_latin_greek_and_cyrillic(theme: Theme):
    for family in (SANS, SERIF):
        systems = QFontDatabase.writingSystems(family)
        wanted = QFontDatabase.WritingSystem
        assert {wanted.Latin, wanted.Greek, wanted.Cyrillic} <= set(systems)


def test_fonts_and_icons_come_with_their_licences_and_stay_small():
    files = [path for path in assets().rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert {"LICENSE-Inter.txt", "LICENSE-SourceSerif4.md", "LICENSE-Lucide.txt"} <= names
    assert sum(path.stat().st_size for path in files) < 2_500_000


def test_every_icon_has_its_file_and_every_file_its_icon():
    files = {path.stem for path in (assets() / "icons").glob("*.svg")}
    assert files == {icon.value for icon in Icon}


@pytest.mark.parametrize("icon", list(Icon))
def test_an_icon_takes_the_colour_it_is_given(theme: Theme, icon: Icon):
    image = theme.pixmap(icon, colour="#ff0000", size=48).toImage()
    inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    assert inked
    assert all(colour.red() > 240 and colour.green() < 15 for colour in inked)


def test_text_at_200_percent_doubles_every_size(qapp: QApplication):
    theme = apply(qapp, Scheme.LIGHT, text_scale=2.0)
    assert [theme.pixels(size) for size in TextSize] == [2 * size for size in TextSize]
    assert theme.font(TextSize.BODY).pixelSize() == 30


def test_changing_the_scheme_dresses_the_application_and_tells(qapp: QApplication, theme: Theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.use(qapp, scheme=Scheme.DARK)
    assert qapp.palette().window().color().name() == PALETTES[Scheme.DARK].ground.lower()
    assert PALETTES[Scheme.DARK].ground in qapp.styleSheet()


def test_nothing_moves_with_reduced_motion(qapp: QApplication):
    assert apply(qapp, Scheme.LIGHT, reduced_motion=True).motion_ms == 0
    assert apply(qapp, Scheme.LIGHT).motion_ms > 0


def test_the_stylesheet_is_whole():
    made = stylesheet(PALETTES[Scheme.LIGHT], 1.0)
    assert made.count("{") == made.count("}")
    assert "{p." not in made
