"""Calls that a test makes fail, such as throttled ones, and calls that somebody else makes just before."""

import threading
from dataclasses import dataclass

_lock = threading.Lock()
_planned: dict[str, list["Fault"]] = {}
_overtaken: dict[str, int] = {}


@dataclass(frozen=True)
class Fault:
    """What a call is answered instead of being made."""

    code: str
    message: str


def plan(action: str, times: int, code: str, message: str) -> None:
    """The next calls of the action (such as `athena:StartQueryExecution`) that a role may make fail."""
    with _lock:
        _planned.setdefault(action, []).extend([Fault(code, message)] * times)


def take(action: str) -> Fault | None:
    """The fault that this call meets, if one is left."""
    with _lock:
        left = _planned.get(action)
        return left.pop() if left else None


def overtake(action: str, times: int) -> None:
    """Before each of the next calls of the action that a role may make, a person makes the same call."""
    with _lock:
        _overtaken[action] = times


def is_overtaken(action: str) -> bool:
    """Whether a person is to make this call first."""
    with _lock:
        times = _overtaken.get(action, 0)
        _overtaken[action] = max(times - 1, 0)
        return times > 0


def left() -> dict[str, int]:
    """How many planned faults were not met, by action."""
    with _lock:
        return {action: len(faults) for action, faults in _planned.items() if faults}


def clear() -> None:
    """Forgets what is planned."""
    with _lock:
        _planned.clear()
