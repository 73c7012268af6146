"""The engine that runs Athena's queries: one process for all of them, started with the first."""

import threading
from pathlib import Path

from engine import Engine

_lock = threading.Lock()
_engine: Engine | None = None


def start(log) -> None:
    """Starts the process, which takes seconds, while something else goes on. What it says goes into the file."""
    global _engine
    _engine = Engine(log=log)
    threading.Thread(target=_engine.ping, daemon=True).start()


def describe(sql: str, database: str) -> dict:
    """Plans a query without running it, over no tables: tells what is no query at all."""
    with _lock:
        return _engine.describe(sql, database)


def query(sql: str, tables: list[dict], databases: list[str], database: str, csv: Path) -> dict:
    """Runs a query over these tables and writes its result into the file as Athena writes it."""
    with _lock:
        declared = _engine.tables(tables, databases)
        return _engine.query(sql, database, csv=csv) if declared["ok"] else declared
