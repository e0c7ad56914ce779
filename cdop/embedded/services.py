"""The two servers there are."""

from .postgres import Postgres
from .service import Service
from .valkey import Valkey

DATABASE, BROKER = Postgres.name, Valkey.name
SERVICES: dict[str, type[Service]] = {DATABASE: Postgres, BROKER: Valkey}
