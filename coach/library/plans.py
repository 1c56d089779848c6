"""The one plan that somebody works by, as a row."""

import sqlite3
from datetime import datetime
from pathlib import Path

from coach.library.database import faults, transaction
from coach.progress.plan import Plan


class PlanBook:
    """Holds at most one plan. Every method raises ``UserError`` for the world's faults."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path

    def current(self) -> Plan | None:
        """The plan; None where there is none, or where it names a measure that this version does not know."""
        with faults(self._path):
            found = self._connection.execute("SELECT situation, action, measure, context, made FROM plan").fetchone()
        if found is None:
            return None
        situation, action, measure, context, made = found
        try:
            return Plan(situation, action, measure, context, datetime.fromisoformat(made))
        except (KeyError, ValueError):
            return None

    def keep(self, plan: Plan) -> None:
        """Work by this plan instead of the one before."""
        values = (_text(plan.situation), _text(plan.action), plan.measure, plan.context, plan.made.isoformat())
        with faults(self._path), transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO plan (id, situation, action, measure, context, made) VALUES (1, ?, ?, ?, ?, ?)",
                values,
            )

    def drop(self) -> None:
        """Work by none."""
        with faults(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM plan")


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
