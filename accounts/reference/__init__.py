"""Areas of residence."""

from pathlib import Path

from accounts.models import Area
from common.reference import Outcome, read, upsert

DATA = Path(__file__).parent / "data"


def load() -> list[Outcome]:
    """Loads the local authorities."""
    return [upsert(Area, read(DATA / "areas.csv", {"code": str, "name": str}), key=("code",))]
