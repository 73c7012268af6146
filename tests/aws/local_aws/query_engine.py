"""The engine that runs Athena's queries: one process for all of them, started with the first."""

import threading
from pathlib import Path

from engine import Engine

_lock = threading.Lock()
_engine: Engine | None = None


def describe(sql: str, tables: list[dict], database: str) -> dict:
    """Plans a query without running it."""
    with _lock:
        _started().tables(tables)
        return _started().describe(sql, database)


def query(sql: str, tables: list[dict], database: str, csv: Path) -> dict:
    """Runs a query over these tables and writes its result into the file as Athena writes it."""
    with _lock:
        _started().tables(tables)
        return _started().query(sql, database, csv=str(csv))


def _started() -> Engine:
    global _engine
    if _engine is None:
        _engine = Engine()
        _engine.__enter__()
    return _engine
