"""Step Functions: validation and versions, JSONata, integrations as AWS makes them, waits that are short.

moto's interpreter is LocalStack's of old; see docs/testing.md for what it does otherwise than AWS.
"""

import time
import types
import uuid

import jsonata
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.common.timeouts.timeout import TimeoutSeconds
from moto.stepfunctions.parser.asl.component.state.exec.state_parallel import branches_decl
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction
from moto.stepfunctions.parser.asl.jsonata import jsonata as interpreter_jsonata
from moto.stepfunctions.parser.asl.eval import states, variable_store
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.asl.parse.preprocessor import Preprocessor
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str
from moto.stepfunctions.parser.models import StepFunctionsParserBackend
from moto.stepfunctions.responses import StepFunctionResponse

from local_aws import integrations, pace, permissions


def install() -> None:
    StepFunctionResponse.validate_state_machine_definition = _validate_state_machine_definition
    StepFunctionResponse.list_state_machine_versions = _list_state_machine_versions
    StepFunctionsParserBackend.start_execution = _as_a_role_that_states_may_take(
        _with_a_name(StepFunctionsParserBackend.start_execution)
    )
    Preprocessor.__init__ = _with_a_clean_start(Preprocessor.__init__)
    WaitFunction._wait_interval = _wait_interval
    TimeoutSeconds._eval_seconds = _timeout_seconds
    retrier_decl.time = types.SimpleNamespace(sleep=lambda seconds: time.sleep(pace.shortened(seconds)))
    # A branch that ends in an error of the interpreter's own (`States.…`) says so, rather than that it may not.
    branches_decl.CustomErrorName = ErrorName
    interpreter_jsonata._eval_jsonata = lambda expression: jsonata.Jsonata(expression).evaluate(None)
    # Imported by name, so in each place.
    for module in (interpreter_jsonata, states, variable_store):
        module.encode_jsonata_variable_declarations = _encode_variables
    integrations.install()


def _validate_state_machine_definition(self):
    """The provider asks at each plan. Only the interpreter's own grammar is asked: it sees no dangling `Next`."""
    diagnostics = []
    try:
        AmazonStateLanguageParser.parse(self._get_param("definition"))
    except Exception as error:
        diagnostics = [{"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": repr(error)}]
    return ActionResult({"result": "FAIL" if diagnostics else "OK", "diagnostics": diagnostics})


def _list_state_machine_versions(self):
    machine = self.stepfunction_backend.describe_state_machine(self._get_param("stateMachineArn"))
    versions = sorted(machine.versions.values(), key=lambda version: version.version, reverse=True)
    return ActionResult(
        {
            "stateMachineVersions": [
                {"stateMachineVersionArn": version.arn, "creationDate": version.creation_date} for version in versions
            ]
        }
    )


def _with_a_name(original):
    """AWS invents a name where the call has none; moto calls all of them None."""

    def start_execution(self, state_machine_arn, name=None, execution_input=None, trace_header=None):
        return original(self, state_machine_arn, name or str(uuid.uuid4()), execution_input, trace_header)

    return start_execution


def _as_a_role_that_states_may_take(original):
    def start_execution(self, state_machine_arn, *arguments, **named):
        role = self.describe_state_machine(state_machine_arn).roleArn
        if not permissions.may_assume(role, "states.amazonaws.com", state_machine_arn, self.account_id):
            message = f"states.amazonaws.com is not authorized to assume the provided role {role}"
            raise JsonRESTError("AccessDeniedException", message)
        return original(self, state_machine_arn, *arguments, **named)

    return start_execution


def _with_a_clean_start(original):
    """moto keeps the query language on the class: one refused definition would spoil all that come after it."""

    def __init__(self, *arguments, **named):
        self._query_language_per_scope = []
        original(self, *arguments, **named)

    return __init__


def _wait_interval(self, env, wait_seconds):
    # Ends early when the execution is stopped.
    env.program_state_event.wait(pace.shortened(wait_seconds))


def _timeout_seconds(self, env):
    # A state without a timeout has one of three years here.
    return self.timeout_seconds if self.is_default_value() else pace.timeout(self.timeout_seconds)


def _encode_variables(bindings: dict) -> str:
    """JSONata reads JSON's literals; moto puts quotes around a text that may hold quotes itself."""
    return "".join(f"{name}:={to_json_str(value, separators=(',', ':'))};" for name, value in bindings.items())
