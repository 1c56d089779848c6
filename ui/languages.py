"""Languages that can be chosen for the speech, by their own names."""

# Those that a small recogniser hears well enough to read back (our choice); others are found by themselves.
LANGUAGES = (
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ca", "Català"),
    ("id", "Bahasa Indonesia"),
    ("ru", "Русский"),
    ("ja", "日本語"),
)
