"""S3: what moto keeps of a bucket and does not give back, and bucket policies with conditions."""

import json

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from local_aws import permissions

# The local AWS speaks plain HTTP; every request counts as one over TLS.
REQUEST = {"aws:securetransport": "true"}


def install() -> None:
    S3Response.get_bucket_notification = _with_event_bridge(S3Response.get_bucket_notification)
    FakeBucket.get_permission = _get_permission


def _with_event_bridge(original):
    """A bucket that sends its events to EventBridge says so; moto leaves it out, and each plan would add it again."""

    def get_bucket_notification(self):
        configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
        others = configuration and (configuration.topic or configuration.queue or configuration.cloud_function)
        if configuration is None or configuration.event_bridge is None or others:
            return original(self)
        self.data["Action"] = "GetBucketNotificationConfiguration"
        return self.serialized(ActionResult({"EventBridgeConfiguration": {}}))

    return get_bucket_notification


def _get_permission(self, action, resource):
    """moto takes a condition that does not hold for a denial; AWS passes such a statement over."""
    if self.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(self.policy)
    policy["Statement"] = [
        {part: value for part, value in statement.items() if part != "Condition"}
        for statement in policy["Statement"]
        # No request here is made by a service in its own name.
        if "Service" not in statement["Principal"] and permissions.conditions_hold(statement.get("Condition", {}), REQUEST)
    ]
    return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)
