"""Athena: workgroups, named queries, and queries that run.

moto keeps workgroups and named queries; what the provider asks for beside that, and everything about executions, is here.
"""

from moto.athena.models import AthenaBackend
from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult

from local_aws import identity, permissions
from local_aws.query_execution import QueryExecution


def install() -> None:
    AthenaBackend.list_tags_for_resource = _list_tags_for_resource
    AthenaResponse.update_work_group = _update_work_group
    AthenaResponse.delete_work_group = _delete_work_group
    AthenaResponse.get_named_query = _refusing_unknown(AthenaResponse.get_named_query)
    AthenaResponse.update_named_query = _update_named_query
    AthenaResponse.delete_named_query = _delete_named_query
    AthenaResponse.start_query_execution = _start_query_execution
    AthenaResponse.get_query_execution = _get_query_execution
    AthenaResponse.stop_query_execution = _stop_query_execution


def invalid(message: str) -> JsonRESTError:
    """What Athena says to a request that it does not take."""
    return JsonRESTError("InvalidRequestException", message)


def _list_tags_for_resource(self, resource_arn: str) -> dict:
    """moto says that what has no tags does not exist."""
    tags = self.tagger.list_tags_for_resource(resource_arn) if self.tagger.has_tags(resource_arn) else {"Tags": []}
    return {**tags, "NextToken": None}


def _update_work_group(self):
    workgroup = _workgroup(self, self._get_param("WorkGroup"))
    if self._get_param("Description") is not None:
        workgroup.description = self._get_param("Description")
    if self._get_param("State") is not None:
        workgroup.state = self._get_param("State")
    updates = dict(self._get_param("ConfigurationUpdates") or {})
    results = updates.pop("ResultConfigurationUpdates", None)
    if results is not None:
        kept = workgroup.configuration.setdefault("ResultConfiguration", {})
        for name, value in results.items():
            if name.startswith("Remove"):
                kept.pop(name.removeprefix("Remove"), None)
            else:
                kept[name] = value
    if updates.pop("RemoveBytesScannedCutoffPerQuery", False):
        workgroup.configuration.pop("BytesScannedCutoffPerQuery", None)
    workgroup.configuration.update(updates)
    return EmptyResult()


def _delete_work_group(self):
    """Refused while named queries are left, unless the call says to delete them too."""
    workgroup = _workgroup(self, self._get_param("WorkGroup"))
    backend = self.athena_backend
    inside = [query.id for query in list(backend.named_queries.values()) if query.workgroup is workgroup]
    if inside and not self._get_param("RecursiveDeleteOption"):
        raise invalid(f"WorkGroup {workgroup.name} is not empty")
    for id in inside:
        del backend.named_queries[id]
    backend.delete_work_group(workgroup.name)
    return EmptyResult()


def _workgroup(self, name: str):
    try:
        return self.athena_backend.work_groups[name]
    except KeyError:
        raise invalid(f"WorkGroup {name} is not found.") from None


def _refusing_unknown(original):
    def get_named_query(self):
        _named_query(self)
        return original(self)

    return get_named_query


def _update_named_query(self):
    query = _named_query(self)
    query.name, query.query_string = self._get_param("Name"), self._get_param("QueryString")
    query.description = self._get_param("Description")
    return EmptyResult()


def _delete_named_query(self):
    del self.athena_backend.named_queries[_named_query(self).id]
    return EmptyResult()


def _named_query(self):
    id = self._get_param("NamedQueryId")
    try:
        return self.athena_backend.named_queries[id]
    except KeyError:
        raise invalid(f"NamedQuery {id} was not found") from None


def _start_query_execution(self):
    workgroup = _workgroup(self, self._get_param("WorkGroup") or "primary")
    context = self._get_param("QueryExecutionContext") or {}
    role = identity.role_of(self)
    if role is not None:
        catalog = context.get("Catalog", "AwsDataCatalog")
        arn = f"arn:{self.partition}:athena:{self.region}:{self.current_account}:datacatalog/{catalog}"
        try:
            permissions.require(role, "athena:GetDataCatalog", arn)
        except permissions.Denied as denied:
            raise JsonRESTError("AccessDeniedException", str(denied)) from None
    execution = QueryExecution(
        self.athena_backend, workgroup, self._get_param("QueryString"), context, _results(self, workgroup), role
    )
    execution.start()
    self.athena_backend.executions[execution.id] = execution
    return ActionResult({"QueryExecutionId": execution.id})


def _results(self, workgroup) -> dict:
    """Where results go: the workgroup's settings, whatever the caller says, where they are enforced."""
    own = workgroup.configuration.get("ResultConfiguration") or {}
    if not workgroup.configuration.get("EnforceWorkGroupConfiguration"):
        own = {**own, **(self._get_param("ResultConfiguration") or {})}
    if not own.get("OutputLocation"):
        raise invalid("No output location provided. An output location is required either through the Workgroup result "
                      "configuration setting or as an API input.")
    return own


def _execution(self) -> QueryExecution:
    id = self._get_param("QueryExecutionId")
    try:
        return self.athena_backend.executions[id]
    except KeyError:
        raise invalid(f"QueryExecution {id} was not found") from None


def _get_query_execution(self):
    return ActionResult({"QueryExecution": _execution(self).as_dict()})


def _stop_query_execution(self):
    _execution(self).stop()
    return EmptyResult()
