"""`athena:startQueryExecution.sync`: Step Functions starts the query, waits for its end, and stops it with the execution.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html
"""

import json

from botocore.exceptions import ClientError
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import ResourceCondition
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_unsupported import (
    StateTaskServiceUnsupported,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails

# Set by `integrations`, which calls services in the role's name.
boto_client_for = None


class AthenaTask(StateTaskServiceUnsupported):
    """Athena's optimised integration."""

    def __init__(self) -> None:
        super().__init__()
        # The interpreter waits for both at once, and breaks where the token is missing.
        self._supported_integration_patterns = {ResourceCondition.Sync, ResourceCondition.WaitForTaskToken}

    def _get_supported_parameters(self):
        return None

    def _build_sync_resolver(self, env, resource_runtime_part, normalised_parameters, state_credentials):
        started = env.stack.pop()["QueryExecutionId"]
        client = boto_client_for(resource_runtime_part.region, "athena", state_credentials)
        self._stop = lambda: client.stop_query_execution(QueryExecutionId=started)

        def ended():
            answer = client.get_query_execution(QueryExecutionId=started)
            answer.pop("ResponseMetadata", None)
            self._normalise_response(answer)
            state = answer["QueryExecution"]["Status"]["State"]
            if state in ("QUEUED", "RUNNING"):
                return None
            if state == "SUCCEEDED":
                return answer
            cause = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            raise FailureEventException(self._failed(env, "States.TaskFailed", cause))

        return ended

    def _eval_sync(self, env, *arguments, **named):
        outcome = super()._eval_sync(env, *arguments, **named)
        if outcome is None and not env.is_running():
            self._stop()
        return outcome

    def _failed(self, env, error: str, cause: str) -> FailureEvent:
        name = StatesErrorName(StatesErrorNameType.StatesTaskFailed) if error == "States.TaskFailed" else ErrorName(error)
        details = TaskFailedEventDetails(
            resource=self._get_sfn_resource(), resourceType=self._get_sfn_resource_type(), error=error, cause=cause
        )
        return FailureEvent(
            env=env,
            error_name=name,
            event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(taskFailedEventDetails=details),
        )

    def _from_error(self, env, ex):
        if not isinstance(ex, ClientError):
            return super()._from_error(env, ex)
        # A code that the service's model does not know is the service's own general exception.
        code = type(ex).__name__
        name = "Athena.AthenaException" if code == "ClientError" else f"Athena.{code}"
        response = ex.response
        cause = (
            f"{response['Error']['Message']} (Service: Athena, Status Code: "
            f"{response['ResponseMetadata']['HTTPStatusCode']}, Request ID: {response['ResponseMetadata']['RequestId']})"
        )
        return self._failed(env, name, cause)
