"""Factor codes that every installation has."""

from pathlib import Path

from django.db.models import Q

from cases.models import FactorCode
from cases.vocabularies import Domain
from common.reference import Outcome, read, upsert

DATA = Path(__file__).parent / "data"
COLUMNS = {"code": str, "label": str, "domain": lambda text: Domain(text).value, "order": int}


def load() -> list[Outcome]:
    """Loads the standard factor codes; a panel's own codes stay as they are."""
    rows = [{**row, "panel": None} for row in read(DATA / "factor_codes.csv", COLUMNS)]
    return [upsert(FactorCode, rows, key=("code",), within=Q(panel__isnull=True))]
