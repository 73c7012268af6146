"""The HTTP server that the AWS provider talks to."""

import logging
import os
import socket
import threading

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server

from local_aws import athena, glue, s3, sagemaker, scheduler, stepfunctions

# One account, AWS's own example: the organisation's key of examples/retail is in it too.
ACCOUNT = "111122223333"

SERVICES = (s3, glue, athena, stepfunctions, sagemaker, scheduler)


class QuietHandler(MotoRequestHandler):
    """Every request goes to the log file only: a stack is over a thousand of them."""

    # Keeps the provider's connections open; a new one for each of its calls takes longer than the calls.
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        logging.getLogger("requests").info(message, *args)


def start(listener: socket.socket) -> BaseWSGIServer:
    """Starts the server in a thread of its own, on a socket that listens already, and returns it."""
    for service in SERVICES:
        service.install()
    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    host, port = listener.getsockname()
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(host, port, application, threaded=True, request_handler=QuietHandler, fd=listener.fileno())
    os.environ["MOTO_ACCOUNT_ID"] = ACCOUNT
    # The interpreter of state machines calls the other services through this variable; unset, it calls port 5000.
    os.environ["MOTO_PORT"] = str(port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
