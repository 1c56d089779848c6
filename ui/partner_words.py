"""What the other person is asked, in their own page and nowhere else."""

from coach.partner.sheet import Mark
from ui.text import _


def mark_name(mark: Mark) -> str:
    """What a partner can say of an answer."""
    return {Mark.HIT: _("Yes, that was it"), Mark.NEAR: _("Partly"), Mark.MISS: _("No")}[mark]


MARKS = (Mark.HIT, Mark.NEAR, Mark.MISS)
