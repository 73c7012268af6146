"""What a crawl finds: the objects of its targets, read in the role's name, become a table and its partitions.

Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html
"""

import json
import re
from dataclasses import dataclass
from typing import Callable

from moto.glue.exceptions import EntityNotFoundException
from moto.s3.models import s3_backends

from local_aws import classify, permissions

# With a security configuration AWS puts the role's and the configuration's names behind it.
# https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging-enable.html
LOG_GROUP = "/aws-glue/crawlers-role"


class CrawlError(Exception):
    """Why a crawl fails; the text becomes the crawler's error message."""


@dataclass
class Crawling:
    """A crawler at work: whose it is, and what it may do."""

    crawler: object
    partition: str
    account: str
    region: str
    ask: Callable[[str, str], None]

    def glue(self, rest: str) -> str:
        """An ARN of Glue."""
        return f"arn:{self.partition}:glue:{self.region}:{self.account}:{rest}"

    def s3(self, rest: str) -> str:
        """An ARN of S3."""
        return f"arn:{self.partition}:s3:::{rest}"

    def ask_for_database(self) -> None:
        """Glue asks for the catalog and the database."""
        for rest in ("catalog", f"database/{self.crawler.database_name}"):
            self.ask("glue:GetDatabase", self.glue(rest))

    def ask_for_table(self, action: str, name: str) -> None:
        """Glue asks for all that stands above the table too."""
        database = self.crawler.database_name
        for rest in ("catalog", f"database/{database}", f"table/{database}/{name}"):
            self.ask(action, self.glue(rest))


def write(crawler) -> None:
    """Crawls every target; raises `CrawlError` or `permissions.Denied`."""
    backend, role = crawler.backend, crawler.role
    if not permissions.may_assume(role, "glue.amazonaws.com", None, backend.account_id):
        raise CrawlError(f"Service is unable to assume provided role. Please verify role's TrustPolicy: {role}")
    at_work = Crawling(
        crawler,
        partition=crawler.arn.split(":")[1],
        account=backend.account_id,
        region=backend.region_name,
        ask=lambda action, resource: permissions.require(role, action, resource, "AWS-Crawler"),
    )
    _open_log(at_work)
    custom = _custom_classifiers(at_work)
    for target in crawler.targets.get("S3Targets", []):
        bucket, _, prefix = target["Path"].removeprefix("s3://").partition("/")
        objects = _objects(at_work, bucket, prefix)
        # Nothing to see is no failure on AWS: the crawl succeeds and makes no table.
        if objects:
            _crawl_objects(at_work, bucket, prefix, objects, custom)


def _open_log(at_work: Crawling) -> None:
    crawler = at_work.crawler
    if not crawler.crawler_security_configuration:
        return
    at_work.ask("glue:GetSecurityConfiguration", "*")
    role = crawler.role.rpartition("/")[2]
    name = f"{LOG_GROUP}/{role}-{crawler.crawler_security_configuration}"
    group = f"arn:{at_work.partition}:logs:{at_work.region}:{at_work.account}:log-group:{name}"
    at_work.ask("logs:CreateLogGroup", group)
    at_work.ask("logs:AssociateKmsKey", group)
    at_work.ask("logs:CreateLogStream", f"{group}:log-stream:{crawler.name}")
    at_work.ask("logs:PutLogEvents", f"{group}:log-stream:{crawler.name}")


def _custom_classifiers(at_work: Crawling) -> list[dict]:
    found = []
    for name in at_work.crawler.classifiers or []:
        at_work.ask("glue:GetClassifier", "*")
        found.append(at_work.crawler.backend.__dict__["classifiers"][name])
    return found


def _objects(at_work: Crawling, bucket: str, prefix: str) -> dict[str, bytes]:
    """The objects below the prefix by key, without marks of folders and what hides."""
    at_work.ask("s3:GetBucketLocation", at_work.s3(bucket))
    at_work.ask("s3:ListBucket", at_work.s3(bucket))
    backend = s3_backends[at_work.account][at_work.partition]
    if bucket not in backend.buckets:
        raise CrawlError(f"The specified bucket does not exist: {bucket}")
    found = {}
    for key, stored in sorted(backend.buckets[bucket].keys.items()):
        if key.startswith(prefix) and not key.rpartition("/")[2].startswith(("_", ".")) and not key.endswith("/"):
            at_work.ask("s3:GetObject", at_work.s3(f"{bucket}/{key}"))
            if stored.kms_key_id:
                at_work.ask("kms:Decrypt", stored.kms_key_id)
            found[key] = stored.value
    return found


def _crawl_objects(at_work: Crawling, bucket: str, prefix: str, objects: dict[str, bytes], custom: list[dict]) -> None:
    crawler = at_work.crawler
    root = _table_root(crawler, prefix, next(iter(objects)))
    outside = [key for key in objects if not key.startswith(root)]
    if outside:
        raise CrawlError(f"{outside[0]} lies outside of the table's folder {root}")
    found = classify.classify(list(objects.values()), custom)
    if found is None:
        raise CrawlError(f"No classifier recognised the files of s3://{bucket}/{root}")
    folder = root.strip("/").rpartition("/")[2]
    name = (crawler.table_prefix or "") + re.sub("[^a-z0-9_]", "_", folder.lower())[:128]
    partitions = {key: _partition_values(key.removeprefix(root)) for key in objects}
    keys = [list(values) for values in partitions.values()]
    if any(one != keys[0] for one in keys):
        raise CrawlError(f"The folders below {root} differ in depth or name, so they make no one table")
    definition = {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Owner": "owner",
        "Parameters": {**found["Parameters"], "UPDATED_BY_CRAWLER": crawler.name, "objectCount": str(len(objects))},
        "StorageDescriptor": {**found["StorageDescriptor"], "Location": f"s3://{bucket}/{root}"},
        "PartitionKeys": [{"Name": key, "Type": "string"} for key in keys[0]],
    }
    at_work.ask_for_database()
    _put_table(at_work, definition)
    if keys[0]:
        folders = {tuple(values.values()): key.rpartition("/")[0] for key, values in partitions.items()}
        _put_partitions(at_work, definition, bucket, folders)


def _table_root(crawler, prefix: str, key: str) -> str:
    """The folder that becomes the table: the target's own, or the one at the level that is asked for (the bucket is 1)."""
    level = json.loads(crawler.configuration or "{}").get("Grouping", {}).get("TableLevelConfiguration")
    if level is None:
        return prefix
    return "".join(folder + "/" for folder in key.split("/")[: level - 1])


def _partition_values(path: str) -> dict[str, str]:
    """`year=2026/file` has the partition column `year`; a plain folder gives `partition_0`, `partition_1`, …"""
    values = {}
    for index, folder in enumerate(path.split("/")[:-1]):
        name, equals, value = folder.partition("=")
        values[name.lower() if equals else f"partition_{index}"] = value if equals else folder
    return values


def _put_table(at_work: Crawling, definition: dict) -> None:
    backend, database, name = at_work.crawler.backend, at_work.crawler.database_name, definition["Name"]
    at_work.ask_for_table("glue:GetTable", name)
    try:
        existing = backend.get_table(database, name)
    except EntityNotFoundException:
        at_work.ask_for_table("glue:CreateTable", name)
        backend.create_table(database, name, definition)
    else:
        at_work.ask_for_table("glue:UpdateTable", name)
        existing.update(definition)


def _put_partitions(at_work: Crawling, definition: dict, bucket: str, folders: dict[tuple, str]) -> None:
    name = definition["Name"]
    table = at_work.crawler.backend.get_table(at_work.crawler.database_name, name)
    at_work.ask_for_table("glue:BatchGetPartition", name)
    missing = [values for values in sorted(folders) if str(list(values)) not in table.partitions]
    if missing:
        at_work.ask_for_table("glue:BatchCreatePartition", name)
    for values in missing:
        place = {**definition["StorageDescriptor"], "Location": f"s3://{bucket}/{folders[values]}/"}
        table.create_partition({"Values": list(values), "StorageDescriptor": place})
