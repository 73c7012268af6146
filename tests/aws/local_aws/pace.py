"""How fast time goes: what takes AWS minutes takes the local AWS moments, and waits shrink by the same factor."""

import threading
import time

# One of AWS's seconds in ours.
factor = 0.01

# How long work takes, in AWS's seconds. A test sets these and the factor with the command `pace`.
crawl_seconds = 40.0
query_seconds = 3.0

# No task may take longer, in our seconds. None: each task's own timeout holds, which does not shrink.
longest_task_seconds = None


def shortened(seconds: float) -> float:
    """Ours for AWS's seconds."""
    return seconds * factor


def timeout(seconds: float) -> float:
    """How long a task with this timeout may take, in our seconds."""
    return seconds if longest_task_seconds is None else min(seconds, longest_task_seconds)


def work(kind: str, stopped: threading.Event) -> bool:
    """Takes as long as `crawl_seconds` or `query_seconds` say, also if a test changes them meanwhile; False if stopped."""
    begun = time.monotonic()
    while time.monotonic() - begun < shortened(globals()[f"{kind}_seconds"]):
        if stopped.wait(0.01):
            return False
    return True
