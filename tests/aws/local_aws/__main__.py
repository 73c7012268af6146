"""`python -m local_aws [--port N] [--log FILE]`: starts the local AWS and does what the lines on standard input say.

Standard input and output carry one JSON value a line: a command in, its answer out, see `commands`. The server ends with
its standard input, so that none outlives the test that started it, however that test ends.
"""

import argparse
import json
import logging
import socket
import sys
import threading


def main() -> None:
    arguments = argparse.ArgumentParser(prog="local_aws")
    arguments.add_argument("--port", type=int, default=0, help="0 (the default) takes a free one")
    arguments.add_argument("--log", help="a file for requests and faults")
    options = arguments.parse_args()
    log = open(options.log, "a", encoding="utf-8") if options.log else sys.stderr
    logging.basicConfig(
        stream=log,
        level=logging.INFO if options.log else logging.ERROR,
        format="%(asctime)s %(name)s %(levelname)s %(message)s",
    )
    # The interpreter of state machines leaves threads behind when an execution is stopped; what breaks in them is no output.
    threading.excepthook = lambda broken: logging.error("%s broke: %r", broken.thread, broken.exc_value)
    # It listens before it can answer: moto takes seconds to import, in which the caller does something else.
    listener = socket.create_server(("127.0.0.1", options.port), backlog=128)
    say({"endpoint": f"http://127.0.0.1:{listener.getsockname()[1]}"})
    from local_aws import query_engine

    query_engine.start(log)
    from local_aws import commands, server

    server.start(listener)
    for line in sys.stdin:
        say(commands.answer(json.loads(line)))


def say(answer: dict) -> None:
    print(json.dumps(answer, default=str), flush=True)


main()
