"""What has to be said wherever scores are shown."""

STATEMENTS = (
    "Scores are estimates from rules and models, and they can be wrong: each number says how sure it is "
    "and leads to the moments behind it.",
    "This is not a clinical, hiring or diagnostic tool, and no MITI certification.",
    "Good listening differs by person, culture and setting.",
    "Everything stays on this computer.",
    "Each target names its source and how strong that is: research, coding manual, industry analysis, or our default.",
    "Silence from us means not enough evidence, not failure.",
)
"""In this order."""

CONSENT = "Review a conversation only when everybody in it knows that it was recorded and agreed to it."
"""Said before a recording is reviewed."""
