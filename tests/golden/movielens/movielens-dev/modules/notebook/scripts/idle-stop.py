"""Stops the notebook instance once nothing has happened in Jupyter for a while; run every few minutes."""

import argparse
import datetime
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.request

JUPYTER = os.environ.get("KICKSTART_JUPYTER", "https://localhost:8443")


def ask(path):
    # Jupyter answers with a certificate of its own making, on this very machine.
    context = ssl._create_unverified_context()
    with urllib.request.urlopen(JUPYTER + path, timeout=20, context=context) as answer:
        return json.load(answer)


def seconds(moment):
    return datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


def last_activity(started):
    """Time of the last sign of life, in seconds since 1970; now, while a kernel is at work."""
    moments = [started]
    for session in ask("/api/sessions"):
        kernel = session["kernel"]
        if kernel.get("execution_state") != "idle":
            return time.time()
        moments.append(seconds(kernel["last_activity"]))
    for terminal in ask("/api/terminals"):
        moments.append(seconds(terminal["last_activity"]))
    return max(moments)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True, help="notebook instance")
    parser.add_argument("--region", required=True)
    parser.add_argument("--minutes", type=float, required=True, help="idle time after which it stops")
    parser.add_argument("--started", type=float, required=True, help="when it started, in seconds since 1970")
    options = parser.parse_args()

    try:
        idle = (time.time() - last_activity(options.started)) / 60
    except Exception as error:  # whatever Jupyter answers: not knowing is no reason to stop somebody's work
        sys.exit(f"kickstart: Jupyter does not say what it is doing ({error}), so the instance stays up")
    if idle < options.minutes:
        print(f"kickstart: last activity {idle:.0f} minutes ago, stopping after {options.minutes:.0f}")
        return
    print(f"kickstart: stopping {options.name}, idle for {idle:.0f} minutes")
    command = ["aws", "sagemaker", "stop-notebook-instance"]
    sys.exit(subprocess.call(command + ["--notebook-instance-name", options.name, "--region", options.region]))


main()
