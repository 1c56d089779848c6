"""How written copies write times."""


def stamp(seconds: float) -> str:
    """``83.4`` as ``"0:01:23"``: whole seconds, hours always, so that a column of them can be read and sorted."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def fine(seconds: float, *, point: str = ".") -> str:
    """``83.4`` as ``"00:01:23.400"``: with milliseconds, as captions have it; SubRip's ``point`` is a comma."""
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}{point}{whole % 1000:03d}"
