"""How fast time goes: what takes AWS minutes takes the local AWS moments, and waits shrink by the same factor."""

# One of AWS's seconds in ours. A test sets it with the command `pace`.
factor = 0.01


def shortened(seconds: float) -> float:
    """Ours for AWS's seconds."""
    return seconds * factor
