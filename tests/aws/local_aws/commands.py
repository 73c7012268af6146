"""What a test asks of the local AWS beside AWS's own APIs: one JSON object in, one out.

- `{"do": "call", "service", "operation", "region", "parameters"}`: any call of boto3, in the operation's Python spelling;
  a `Body` that begins with `@` names a file. Answers `{"answer"}` or `{"error": {"code", "message"}}`.
- `{"do": "asked", "ever"}`: every call that a service made in a role's name since the last `mark` (or ever), with the
  answer of the role's policies. `{"do": "mark"}`.
- `{"do": "fault", "action", "times", "code", "message"}`: the next calls of a task fail so. `{"do": "faults"}`: those left; `{"do": "no faults"}`.
- `{"do": "overtake", "action", "times"}`: before each of the next calls of a task, a person makes the same one.
- `{"do": "left", "regions"}`: everything that exists, by kind.
- `{"do": "pace", "factor", "crawl_seconds", "query_seconds", "longest_task_seconds"}`: how fast time goes, how long work takes
  and may take, see `pace`; what is left out stays.
"""

import functools
import os
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

from local_aws import faults, inventory, pace, permissions


def answer(command: dict) -> dict:
    """Does what one line asks for."""
    match command["do"]:
        case "call":
            return _call(command)
        case "asked":
            return {"asked": permissions.asked(command.get("ever", False))}
        case "mark":
            permissions.mark()
        case "fault":
            faults.plan(command["action"], command["times"], command["code"], command["message"])
        case "faults":
            return {"left": faults.left()}
        case "no faults":
            faults.clear()
        case "overtake":
            faults.overtake(command["action"], command["times"])
        case "left":
            return {"left": inventory.of(command["regions"], client)}
        case "pace":
            for name in ("factor", "crawl_seconds", "query_seconds", "longest_task_seconds"):
                setattr(pace, name, command.get(name, getattr(pace, name)))
        case other:
            return {"error": {"code": "UnknownCommand", "message": other}}
    return {}


@functools.cache
def client(service: str, region: str):
    """A client for a person, who may do everything. Kept: making one takes longer than many calls."""
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def _call(command: dict) -> dict:
    parameters = dict(command.get("parameters") or {})
    body = parameters.get("Body")
    if isinstance(body, str) and body.startswith("@"):
        parameters["Body"] = Path(body[1:]).read_bytes()
    try:
        result = getattr(client(command["service"], command["region"]), command["operation"])(**parameters)
    except ClientError as error:
        return {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}}
    result.pop("ResponseMetadata", None)
    if hasattr(result.get("Body"), "read"):
        result["Body"] = result["Body"].read().decode("utf-8")
    return {"answer": result}
