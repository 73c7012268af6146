"""EventBridge Scheduler: a schedule's role is asked when the schedule is made, as AWS asks it."""

from moto.scheduler.exceptions import ValidationException
from moto.scheduler.responses import EventBridgeSchedulerResponse

from local_aws import permissions

UNUSABLE = "The execution role you provide must allow AWS EventBridge Scheduler to assume the role."


def install() -> None:
    for name in ("create_schedule", "update_schedule"):
        setattr(EventBridgeSchedulerResponse, name, _with_usable_role(getattr(EventBridgeSchedulerResponse, name)))


def _with_usable_role(original):
    def with_usable_role(self):
        role = self._get_param("Target")["RoleArn"]
        group = self._get_param("GroupName") or "default"
        account = self.current_account
        source = f"arn:{self.partition}:scheduler:{self.region}:{account}:schedule-group/{group}"
        if not permissions.may_assume(role, "scheduler.amazonaws.com", source, account):
            raise ValidationException(UNUSABLE)
        return original(self)

    return with_usable_role
