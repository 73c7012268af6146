"""How fast time goes: what takes AWS minutes takes the local AWS moments, and waits shrink by the same factor."""

# One of AWS's seconds in ours.
factor = 0.01

# How long work takes, in AWS's seconds. A test sets these and the factor with the command `pace`.
crawl_seconds = 40.0
query_seconds = 3.0


def shortened(seconds: float) -> float:
    """Ours for AWS's seconds."""
    return seconds * factor
