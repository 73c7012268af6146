"""Athena's engine for the local AWS: Trino in a Java process of its own, which `trino/run` builds and starts."""

import json
import subprocess
import threading
from pathlib import Path

RUN = Path(__file__).parent / "trino" / "run"

# A query has two minutes in the engine; an engine that has not answered by then hangs.
PATIENCE_SECONDS = 180


class EngineDied(RuntimeError):
    """The process ended, or had to be ended, while it was asked; a second one too."""


class Engine:
    """Starts the process at the first request. Requests are answered one at a time, from whatever thread they come."""

    def __init__(self, log=None):
        """`log`: a file for what the process says on standard error; without one it goes where ours goes."""
        self._log = log
        self._process = None
        self._declared = []
        self._lock = threading.Lock()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def ping(self):
        """Which engine it is."""
        return self._ask({"op": "ping"})

    def tables(self, tables, databases=()):
        """Declares the tables of the whole catalog, instead of those before. Their form: trino/README.md."""
        request = {"op": "tables", "tables": list(tables), "databases": list(databases)}
        with self._lock:
            answer = self._exchange(request)
            if answer["ok"]:
                self._declared = [request]
            return answer

    def query(self, sql, database, csv=None, timeout_seconds=120):
        """Runs a query. Without `csv`, the path of a file for the rows, they are in the answer."""
        request = {"op": "query", "sql": sql, "database": database, "timeout_seconds": timeout_seconds}
        if csv is not None:
            request["csv"] = str(csv)
        return self._ask(request)

    def describe(self, sql, database):
        """Plans a query without running it: its columns, or what is wrong with it."""
        return self._ask({"op": "describe", "sql": sql, "database": database})

    def close(self):
        """Ends the process."""
        with self._lock:
            process, self._process = self._process, None
            if process is not None:
                process.stdin.close()
                process.stdout.close()
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def _ask(self, request):
        with self._lock:
            return self._exchange(request)

    def _exchange(self, request):
        """One request and its answer; by a new process that knows the same tables, if the one before died."""
        if self._process is not None:
            try:
                return self._send(request)
            except EngineDied:
                self._process = None
        self._start()
        for declared in self._declared:
            self._send(declared)
        return self._send(request)

    def _start(self):
        subprocess.run([RUN, "--build"], check=True)
        self._process = subprocess.Popen(
            [RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, encoding="utf-8"
        )

    def _send(self, request):
        process = self._process
        timer = threading.Timer(PATIENCE_SECONDS, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if not line:
            raise EngineDied(f"the engine ended with {process.wait()} while it was asked {request['op']}")
        return json.loads(line)
