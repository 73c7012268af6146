"""Which resources IAM asks a role for, call by call.

Source: the service authorization reference, https://docs.aws.amazon.com/service-authorization/latest/reference/
(list_amazonathena.html and list_awsglue.html). A call that is not listed here is an error: nobody has looked it up yet.
"""

from moto.athena.models import athena_backends


def of(action: str, parameters: dict, region: str, role_arn: str) -> list[str]:
    """The ARNs that a role must be allowed the action on."""
    _, partition, _, _, account, _ = role_arn.split(":", 5)
    athena = athena_backends[account][region]

    def workgroup(name: str | None) -> list[str]:
        return [f"arn:{partition}:athena:{region}:{account}:workgroup/{name or 'primary'}"]

    def workgroup_of(known: dict, id: str) -> list[str]:
        # What does not exist is in no workgroup; that it does not exist is Athena's to say.
        return workgroup(known[id].workgroup.name) if id in known else []

    match action:
        case "glue:GetCrawler" | "glue:StartCrawler":
            return [f"arn:{partition}:glue:{region}:{account}:crawler/{parameters['Name']}"]
        case "athena:GetNamedQuery":
            return workgroup_of(athena.named_queries, parameters["NamedQueryId"])
        case "athena:StartQueryExecution":
            return workgroup(parameters.get("WorkGroup"))
        case "athena:GetQueryExecution" | "athena:StopQueryExecution":
            return workgroup_of(athena.executions, parameters["QueryExecutionId"])
    raise NotImplementedError(f"which resources {action} asks for")
