"""Words on the screen: every text for people passes through here, so that it can be translated."""

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "sayback"


def use_translations(folder: Path) -> None:
    """Take translations from ``folder`` (``<language>/LC_MESSAGES/sayback.mo``) where there are any."""
    gettext.bindtextdomain(DOMAIN, str(folder))
    _catalogue.cache_clear()


@cache
def _catalogue() -> gettext.NullTranslations:
    """The person's language, looked up once: ``gettext.dgettext`` searches the disk at every word."""
    return gettext.translation(DOMAIN, gettext.bindtextdomain(DOMAIN), fallback=True)


def _(text: str, /, **values: object) -> str:
    """``text`` in the person's language, its named placeholders filled: ``_("{count} talks", count=3)``."""
    translated = _catalogue().gettext(text)
    return translated.format(**values) if values else translated


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """``one`` or ``many`` (or the language's further forms) for ``count``, which fills ``{count}``."""
    return _catalogue().ngettext(one, many, count).format(count=count, **values)
