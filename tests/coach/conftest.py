"""What tests of the commands share: a place for all that is kept."""

from pathlib import Path

import pytest

from coach.paths import Paths, paths


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """All that is kept lies on a stick, as SAYBACK_HOME says."""
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "stick"))
    return paths({"SAYBACK_HOME": str(tmp_path / "stick")})
