"""How a task calls a service: in the name of the execution's role, with AWS's names for errors, with dates as text.

Every call is held against the role's policies (`permissions`) before it is made, and may be made to fail (`faults`).
"""

import datetime
import functools

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.settings import moto_server_port
from moto.stepfunctions.parser.asl.component.state.exec.state_task import state_task_factory
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service,
    state_task_service_aws_sdk,
    state_task_service_factory,
    state_task_service_unsupported,
)

from local_aws import athena_sync, commands, faults, identity, permissions, resources

# Step Functions names a service in errors as the Java SDK does.
ERROR_NAMES = {"athena": "Athena", "glue": "Glue", "personalize": "Personalize", "s3": "S3"}

REQUEST_ID = "00000000-0000-0000-0000-000000000000"


def install() -> None:
    state_task_service_aws_sdk._SERVICE_ERROR_NAMES.update(ERROR_NAMES)
    state_task_service_aws_sdk.boto_client_for = client_for
    state_task_service_unsupported.boto_client_for = client_for
    athena_sync.boto_client_for = client_for
    state_task_service.StateTaskService._normalise_response = _normalise_response
    original = state_task_service_factory.state_task_service_for

    def service_for(service_name: str):
        return athena_sync.AthenaTask() if service_name == "athena" else original(service_name)

    state_task_service_factory.state_task_service_for = service_for
    state_task_factory.state_task_service_for = service_for


def client_for(region: str, service: str, state_credentials=None):
    """A client that acts as the role of the execution."""
    return _client(region, service, state_credentials.role_arn)


@functools.cache
def _client(region: str, service: str, role: str):
    # Kept, since making one takes longer than many calls; a client may be used by several threads.
    client = boto3.client(
        service,
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{moto_server_port()}",
        aws_access_key_id=identity.access_key(role),
        aws_secret_access_key="unused",
        # Step Functions does what its own Retry says, no more.
        config=Config(parameter_validation=False, retries={"max_attempts": 0}, read_timeout=300),
    )
    client.meta.events.register(f"provide-client-params.{service}.*", lambda **event: _check(client, role, **event))
    client.meta.events.register(f"after-call.{service}.*", _give_request_id)
    return client


def _give_request_id(parsed: dict, **_) -> None:
    """moto sends none with its errors, and its interpreter wants one in each cause, as AWS does."""
    parsed["ResponseMetadata"].setdefault("RequestId", REQUEST_ID)


def _check(client, role: str, params: dict, model, **_) -> None:
    service, operation = model.service_model.service_name, model.name
    action = f"{service}:{operation}"
    for resource in resources.of(action, params, client.meta.region_name, role):
        try:
            permissions.require(role, action, resource, "local-aws-execution")
        except permissions.Denied as denied:
            raise _error(client, operation, "AccessDeniedException", str(denied)) from None
    if faults.is_overtaken(action):
        getattr(commands.client(service, client.meta.region_name), xform_name(operation))(**params)
    if fault := faults.take(action):
        raise _error(client, operation, fault.code, fault.message)


def _error(client, operation: str, code: str, message: str) -> ClientError:
    response = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": 400, "RequestId": REQUEST_ID},
    }
    return client.exceptions.from_code(code)(response, operation)


def _normalise_response(self, response, boto_service_name=None, service_action_name=None) -> None:
    """Dates become text: a state's data is JSON."""
    _dates_as_text(response)


def _dates_as_text(value) -> None:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(pairs):
        if isinstance(one, datetime.datetime):
            value[key] = one.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        else:
            _dates_as_text(one)
