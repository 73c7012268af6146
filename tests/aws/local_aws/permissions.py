"""IAM: whether a role may do something, as its trust policy and its inline and attached policies say.

Only what the rendered policies use is understood: Allow and Deny, actions and resources with wildcards, and the
condition operators below. Anything else is an error of this module rather than a wrong answer.
"""

import fnmatch
import json
import threading
from dataclasses import asdict, dataclass

from moto.iam.models import iam_backends

_lock = threading.Lock()
_asked: list["Question"] = []
_mark = 0


@dataclass(frozen=True)
class Question:
    """One call that a service made in a role's name, and what the role's policies say to it."""

    role: str
    action: str
    resource: str
    allowed: bool


class Denied(Exception):
    """The role's policies do not allow the call; the text is AWS's."""

    def __init__(self, role_arn: str, session: str, action: str, resource: str) -> None:
        account, name = role_arn.split(":")[4], role_arn.rpartition("/")[2]
        partition = role_arn.split(":")[1]
        super().__init__(
            f"User: arn:{partition}:sts::{account}:assumed-role/{name}/{session} is not authorized to perform: {action} "
            f"on resource: {resource} because no identity-based policy allows the {action} action"
        )


def require(role_arn: str, action: str, resource: str, session: str = "local-aws") -> None:
    """Notes the call; raises `Denied` where the role's policies do not allow it."""
    allowed = _allows(_policies(role_arn), action, resource)
    with _lock:
        _asked.append(Question(role_arn.rpartition("/")[2], action, resource, allowed))
    if not allowed:
        raise Denied(role_arn, session, action, resource)


def asked(ever: bool = False) -> list[dict]:
    """Every call since the last `mark`, or ever, each once."""
    with _lock:
        return [asdict(question) for question in dict.fromkeys(_asked[0 if ever else _mark :])]


def mark() -> None:
    """Begins a new list of calls."""
    global _mark
    with _lock:
        _mark = len(_asked)


def may_assume(role_arn: str, service: str, source_arn: str | None, source_account: str) -> bool:
    """Whether the role's trust policy lets the service take the role. Without `source_arn` the service sends no such key."""
    role = _role(role_arn)
    if role is None:
        return False
    context = {"aws:sourceaccount": source_account}
    if source_arn is not None:
        context["aws:sourcearn"] = source_arn
    allowed = False
    for statement in _statements(role.assume_role_policy_document):
        principals = _several(statement["Principal"].get("Service"))
        if service in principals and "sts:AssumeRole" in _several(statement["Action"]):
            if conditions_hold(statement.get("Condition", {}), context):
                if statement["Effect"] == "Deny":
                    return False
                allowed = True
    return allowed


def _role(role_arn: str):
    account, name = role_arn.split(":")[4], role_arn.rpartition("/")[2]
    backend = iam_backends[account]["aws"]
    return next((role for role in list(backend.roles.values()) if role.name == name), None)


def _policies(role_arn: str) -> list:
    role = _role(role_arn)
    if role is None:
        return []
    return [*role.policies.values(), *(policy.document for policy in list(role.managed_policies.values()))]


def _allows(policies: list, action: str, resource: str) -> bool:
    allowed = False
    for policy in policies:
        for statement in _statements(policy):
            unknown = set(statement) - {"Sid", "Effect", "Action", "Resource"}
            if unknown:
                raise NotImplementedError(f"a statement with {', '.join(sorted(unknown))}: {statement}")
            if not any(_matches(pattern.lower(), action.lower()) for pattern in _several(statement["Action"])):
                continue
            if not any(_matches(pattern, resource) for pattern in _several(statement["Resource"])):
                continue
            if statement["Effect"] == "Deny":
                return False
            allowed = True
    return allowed


def _statements(policy) -> list[dict]:
    document = json.loads(policy) if isinstance(policy, str) else policy
    return _several(document["Statement"])


def _several(value) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _matches(pattern: str, value: str) -> bool:
    # Policies know `*` and `?` only; a bracket stands for itself.
    return fnmatch.fnmatchcase(value, pattern.replace("[", "[[]"))


def conditions_hold(conditions: dict, context: dict[str, str]) -> bool:
    """Whether a statement's conditions hold for a request with these keys (in lower case)."""
    for operator, pairs in conditions.items():
        for key, wanted in pairs.items():
            actual = context.get(key.lower())
            if operator in ("StringEquals", "Bool"):
                holds = actual in _several(wanted)
            elif operator == "StringEqualsIfExists":
                holds = actual is None or actual in _several(wanted)
            elif operator == "ArnLike":
                holds = actual is not None and any(_matches(pattern, actual) for pattern in _several(wanted))
            else:
                raise NotImplementedError(f"the condition operator {operator}")
            if not holds:
                return False
    return True
