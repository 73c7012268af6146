"""Runs inside the notebook's kernel, before its first cell: an AWS of the test's own, which holds a local folder's data.

`stack` is the notebook's own idea of it (parameters and sources). Athena answers a named query with the prepared file of its dataset,
at the place that the workgroup is set to, and fails where there is none; every call is written down.
"""

import os
import pathlib

for _name, _value in {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}.items():
    os.environ[_name] = _value

import boto3
import botocore.client
import moto
from moto.athena.models import AthenaBackend

ACCOUNT = "123456789012"  # moto's

_aws = moto.mock_aws()
_aws.start()
_s3 = boto3.client("s3", region_name=stack["region"])
_athena = boto3.client("athena", region_name=stack["region"])
_folder = pathlib.Path(stack["folder"])

for _name in ("raw_data_bucket", "prepared_data_bucket"):
    _place = {"LocationConstraint": stack["region"]}
    _options = {} if stack["region"] == "us-east-1" else {"CreateBucketConfiguration": _place}
    _s3.create_bucket(Bucket=stack[_name].replace("{account}", ACCOUNT), **_options)
for _file in (_folder / "raw").rglob("*.*"):
    _key = _file.relative_to(_folder / "raw").as_posix()
    _s3.upload_file(str(_file), stack["raw_data_bucket"].replace("{account}", ACCOUNT), _key)

_results = f"s3://{stack['prepared_data_bucket'].replace('{account}', ACCOUNT)}/query-results/"
_athena.create_work_group(Name=stack["workgroup"], Configuration={"ResultConfiguration": {"OutputLocation": _results}})
for _dataset, _source in stack["sources"].items():
    _athena.create_named_query(
        Name=_source["query"], Database=stack["database"], WorkGroup=stack["workgroup"], QueryString=f"SELECT '{_dataset}'"
    )

unanswered = set()  # the executions of queries that cannot be answered
_start = AthenaBackend.start_query_execution


def _answer(self, query, context, config, **options):
    """Athena as a workgroup that enforces its settings has it: results go where the workgroup says."""
    config = {"OutputLocation": _results}
    execution = _start(self, query, context, config, **options)
    bucket, key = self.executions[execution].config["OutputLocation"].removeprefix("s3://").split("/", 1)
    prepared = _folder / "prepared" / f"{query.split(chr(39))[1]}.csv"
    if prepared.exists():
        _s3.upload_file(str(prepared), bucket, key)
    else:
        unanswered.add(execution)
    return execution


AthenaBackend.start_query_execution = _answer
called = []  # what the notebook asks AWS for
_call = botocore.client.BaseClient._make_api_call


def _written_down(self, operation, parameters):
    if self is not _s3:
        called.append(f"{self.meta.service_model.service_name}:{operation}")
    answer = _call(self, operation, parameters)
    if operation == "GetQueryExecution" and parameters["QueryExecutionId"] in unanswered:
        answer["QueryExecution"]["Status"] = {"State": "FAILED", "StateChangeReason": "COLUMN_NOT_FOUND: line 1:8"}
    return answer


botocore.client.BaseClient._make_api_call = _written_down
