"""Sheets and talks to ask a partner about."""

from datetime import UTC, datetime

from coach.partner.sheet import Item, Mark, Sheet

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def sheet(*machine: Mark | None, session: str = "s", tag: str = "4F7K2M9Q") -> Sheet:
    """A sheet with a question for each of these."""
    items = tuple(
        Item(f"I said number {n} & <b>more</b>", f"You mean “{n}”?", 10.0 * n, mark) for n, mark in enumerate(machine)
    )
    return Sheet(tag, session, "B", "Daniel", "Nora", NOON, items)
