"""One execution of a query: reads the tables in the caller's name, lets the engine run it, writes the result to S3.

Sources: https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html (files) and
https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena.html (what Athena asks the caller's permissions for).
"""

import logging
import tempfile
import threading
import time
import uuid
from pathlib import Path

from moto.core.exceptions import JsonRESTError
from moto.core.utils import utcnow
from moto.s3.models import s3_backends
from moto.utilities.utils import get_partition

from local_aws import pace, permissions, query_engine, table_data


class QueryExecution:
    """A query on its way from QUEUED to SUCCEEDED, FAILED or CANCELLED."""

    def __init__(self, backend, workgroup, sql: str, context: dict, results: dict, role: str | None) -> None:
        self.id = str(uuid.uuid4())
        self.backend = backend
        self.workgroup = workgroup
        self.sql = sql
        self.context = context
        self.role = role
        self.partition = get_partition(backend.region_name)
        self.results = {**results, "OutputLocation": results["OutputLocation"].rstrip("/") + f"/{self.id}.csv"}
        self.state = "QUEUED"
        self.reason: str | None = None
        self.error: dict | None = None
        self.submitted = utcnow()
        self.completed = None
        self.scanned = 0
        self._begun = time.monotonic()
        self._stopped = threading.Event()

    def start(self) -> None:
        """Refuses at once what Athena does not take for a query, and begins with the rest."""
        answer = query_engine.describe(self.sql, self.database)
        error = answer.get("error")
        if error and error["phase"] in ("request", "parse"):
            raise JsonRESTError("InvalidRequestException", error["message"])
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Cancels the query, if it has not ended."""
        self._stopped.set()

    @property
    def database(self) -> str:
        """The database of tables that are named bare."""
        return self.context.get("Database", "default")

    def as_dict(self) -> dict:
        """What GetQueryExecution shows."""
        status = {"State": self.state, "SubmissionDateTime": self.submitted}
        if self.reason is not None:
            status["StateChangeReason"] = self.reason
        if self.error is not None:
            status["AthenaError"] = self.error
        if self.completed is not None:
            status["CompletionDateTime"] = self.completed
        milliseconds = int((time.monotonic() - self._begun) * 1000)
        return {
            "QueryExecutionId": self.id,
            "Query": self.sql,
            "StatementType": "DML",
            "SubstatementType": "SELECT",
            "ResultConfiguration": self.results,
            "QueryExecutionContext": self.context,
            "Status": status,
            "Statistics": {"DataScannedInBytes": self.scanned, "TotalExecutionTimeInMillis": milliseconds},
            "WorkGroup": self.workgroup.name,
            "EngineVersion": {"SelectedEngineVersion": "AUTO", "EffectiveEngineVersion": "Athena engine version 3"},
        }

    def ask(self, action: str, resource: str) -> None:
        """Holds what Athena does in the caller's name against the caller's policies; a person may do everything."""
        if self.role is not None:
            permissions.require(self.role, action, resource, "local-aws-execution")

    def _run(self) -> None:
        self.state = "RUNNING"
        try:
            state, self.reason = self._outcome()
        except permissions.Denied as denied:
            state, self.reason = "FAILED", f"Insufficient permissions to execute the query. {denied}"
        except Exception as error:
            logging.getLogger("athena").exception("query %s broke", self.id)
            state, self.reason = "FAILED", f"GENERIC_INTERNAL_ERROR: {error!r}"
        if state == "FAILED":
            # 1 is the system's fault, 2 the user's. https://docs.aws.amazon.com/athena/latest/ug/error-reference.html
            self.error = {"ErrorCategory": 2, "ErrorMessage": self.reason, "Retryable": False}
        self.completed = utcnow()
        self.state = state

    def _outcome(self) -> tuple[str, str | None]:
        tables = table_data.of(self)
        self.scanned = sum(Path(file["path"]).stat().st_size for table in tables for file in table["files"])
        cutoff = self.workgroup.configuration.get("BytesScannedCutoffPerQuery")
        if cutoff and self.scanned > cutoff:
            return "CANCELLED", "Bytes scanned limit was exceeded"
        self._look_at_results_bucket()
        if not pace.work("query", self._stopped):
            return "CANCELLED", "Query cancelled by user"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "result.csv"
            answer = query_engine.query(self.sql, tables, table_data.databases(self), self.database, file)
            if not answer["ok"]:
                return "FAILED", answer["error"]["reason"]
            self._write(file.read_bytes(), answer["columns"])
        return "SUCCEEDED", None

    def _look_at_results_bucket(self) -> None:
        bucket = self.results["OutputLocation"].removeprefix("s3://").partition("/")[0]
        arn = f"arn:{self.partition}:s3:::{bucket}"
        for action in ("s3:GetBucketLocation", "s3:ListBucket"):
            self.ask(action, arn)
        if bucket not in s3_backends[self.backend.account_id][self.partition].buckets:
            raise ValueError(f"The results bucket {bucket} does not exist")

    def _write(self, csv: bytes, columns: list[dict]) -> None:
        """The result, and beside it the columns; AWS's metadata file is in a format of its own."""
        bucket, _, key = self.results["OutputLocation"].removeprefix("s3://").partition("/")
        encryption = self.results.get("EncryptionConfiguration") or {}
        kms = {}
        if encryption.get("EncryptionOption") == "SSE_KMS":
            kms = {"encryption": "aws:kms", "kms_key_id": encryption["KmsKey"]}
            self.ask("kms:GenerateDataKey", encryption["KmsKey"])
        backend = s3_backends[self.backend.account_id][self.partition]
        metadata = "\n".join(f"{column['name']} {column['type']}" for column in columns).encode()
        for name, body in ((key, csv), (f"{key}.metadata", metadata)):
            self.ask("s3:PutObject", f"arn:{self.partition}:s3:::{bucket}/{name}")
            backend.put_object(bucket, name, body, **kms)
