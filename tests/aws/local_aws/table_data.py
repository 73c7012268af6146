"""The tables that a query reads, as the engine wants them: definitions from Glue, objects of S3 as local files.

Athena looks all of it up in the caller's name, so each look is held against the caller's policies.
"""

import re
import tempfile
from pathlib import Path

from moto.glue.models import glue_backends
from moto.s3.models import s3_backends

SERDES = {
    "org.apache.hadoop.hive.serde2.OpenCSVSerde": "opencsv",
    "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe": "lazy",
    "org.openx.data.jsonserde.JsonSerDe": "json",
    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe": "parquet",
}

# Objects as files, by bucket, key and ETag: what does not change is written once.
_files = tempfile.TemporaryDirectory(prefix="local-aws-")


def of(execution) -> list[dict]:
    """The tables whose names the query's text holds. A word that only looks like one costs a look, and no wrong answer."""
    account, region = execution.backend.account_id, execution.backend.region_name
    glue = glue_backends[account][region]
    prefix = f"arn:{execution.partition}:glue:{region}:{account}"
    words = set(re.findall(r"\w+", execution.sql.lower()))
    execution.ask("glue:GetDatabase", f"{prefix}:catalog")
    # Athena looks at the default database whatever a query names.
    # https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
    execution.ask("glue:GetDatabase", f"{prefix}:database/default")
    found = []
    # Other stacks come and go meanwhile: what is walked is a copy.
    for name, database in list(glue.databases.items()):
        if name != execution.database and name not in words:
            continue
        execution.ask("glue:GetDatabase", f"{prefix}:database/{name}")
        for table in list(database.tables.values()):
            if table.name in words:
                found.append(_table(execution, prefix, name, table))
    return found


def databases(execution) -> list[str]:
    """The names of all databases, empty ones too."""
    return list(glue_backends[execution.backend.account_id][execution.backend.region_name].databases)


def _table(execution, prefix: str, database: str, table) -> dict:
    def ask(action: str) -> None:
        for rest in ("catalog", f"database/{database}", f"table/{database}/{table.name}"):
            execution.ask(action, f"{prefix}:{rest}")

    ask("glue:GetTable")
    definition = table.as_dict()
    descriptor, parameters = definition["StorageDescriptor"], definition.get("Parameters") or {}
    keys = [key["Name"] for key in definition.get("PartitionKeys") or []]
    if keys:
        ask("glue:GetPartitions")
        folders = [
            (partition.as_dict()["StorageDescriptor"]["Location"], dict(zip(keys, partition.values)))
            for partition in list(table.partitions.values())
        ]
    else:
        folders = [(descriptor["Location"], {})]
    serde = descriptor["SerdeInfo"]
    return {
        "database": database,
        "table": table.name,
        "location": descriptor["Location"],
        "columns": [{"name": column["Name"], "type": column["Type"]} for column in descriptor["Columns"]],
        "partition_columns": [{"name": key, "type": "string"} for key in keys],
        "format": SERDES[serde["SerializationLibrary"]],
        "serde": serde.get("Parameters") or {},
        "skip_header_lines": int(parameters.get("skip.header.line.count", 0)),
        "files": [file for folder, values in folders for file in _objects(execution, folder, values)],
    }


def _objects(execution, location: str, values: dict[str, str]) -> list[dict]:
    bucket, _, prefix = location.removeprefix("s3://").partition("/")
    arn = f"arn:{execution.partition}:s3:::{bucket}"
    execution.ask("s3:GetBucketLocation", arn)
    execution.ask("s3:ListBucket", arn)
    found = []
    for key, stored in sorted(s3_backends[execution.backend.account_id][execution.partition].buckets[bucket].keys.items()):
        if not key.startswith(prefix) or key.endswith("/"):
            continue
        execution.ask("s3:GetObject", f"{arn}/{key}")
        if stored.kms_key_id:
            execution.ask("kms:Decrypt", stored.kms_key_id)
        found.append({
            "path": str(_file(bucket, key, stored)),
            "location": f"s3://{bucket}/{key}",
            "partition": values,
        })
    return found


def _file(bucket: str, key: str, stored) -> Path:
    path = Path(_files.name, bucket, stored.etag.strip('"'), key)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stored.value)
    return path
