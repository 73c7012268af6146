"""Everything that exists, by kind, so that a test can see what a destroy leaves."""

import os

from moto.sagemaker.models import sagemaker_backends

# Kind: service, operation, where the list is, what names an item.
KINDS = {
    "bucket": ("s3", "list_buckets", "Buckets", "Name"),
    "role": ("iam", "list_roles", "Roles", "RoleName"),
    "log group": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "database": ("glue", "get_databases", "DatabaseList", "Name"),
    "crawler": ("glue", "get_crawlers", "Crawlers", "Name"),
    "security configuration": ("glue", "get_security_configurations", "SecurityConfigurations", "Name"),
    "workgroup": ("athena", "list_work_groups", "WorkGroups", "Name"),
    "state machine": ("stepfunctions", "list_state_machines", "stateMachines", "name"),
    "notebook": ("sagemaker", "list_notebook_instances", "NotebookInstances", "NotebookInstanceName"),
    "topic": ("sns", "list_topics", "Topics", "TopicArn"),
    "subscription": ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    "alarm": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "schedule": ("scheduler", "list_schedules", "Schedules", "Name"),
    "key alias": ("kms", "list_aliases", "Aliases", "AliasName"),
}


def of(regions: list[str], client) -> list[str]:
    """Each as `kind name`, sorted; what AWS has in every account is left out, and so are keys that wait for their end."""
    found = set()
    for region in regions:
        for kind, (service, operation, items, name) in KINDS.items():
            for item in getattr(client(service, region), operation)()[items]:
                found.add(f"{kind} {item[name]}")
        for classifier in client("glue", region).get_classifiers()["Classifiers"]:
            found.update(f"classifier {one['Name']}" for one in classifier.values())
        found.update(f"lifecycle configuration {name}" for name in _lifecycle_configurations(region))
        kms = client("kms", region)
        for key in kms.list_keys()["Keys"]:
            state = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if state["KeyManager"] == "CUSTOMER" and state["KeyState"] != "PendingDeletion":
                found.add(f"key {key['KeyId']}")
    return sorted(one for one in found if one != "workgroup primary" and not one.startswith("key alias alias/aws/"))


def _lifecycle_configurations(region: str) -> list[str]:
    # moto has no list of them.
    return list(sagemaker_backends[os.environ["MOTO_ACCOUNT_ID"]][region].notebook_instance_lifecycle_configurations)
