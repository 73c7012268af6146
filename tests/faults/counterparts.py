"""What somebody without kickstart would write for a spec: Terraform for each stage, and a CloudFormation template for each.

Only the parsed TOML is read, and nothing is judged: whatever a spec says goes to the argument or property that it is for, right or
wrong, and a key that nobody knows goes to the resource of its table under its own name. Amazon Personalize has no resources in
Terraform's AWS provider, so its schemas go through Cloud Control there, as text, which is how people do it.
"""

import copy
import json
import re

ACCOUNT = "111122223333"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/data"
RECORDS = {"interactions": "Interactions", "items": "Items", "users": "Users", "actions": "Actions",
           "action_interactions": "ActionInteractions"}
SERDES = {"csv": "org.apache.hadoop.hive.serde2.OpenCSVSerde", "json": "org.openx.data.jsonserde.JsonSerDe",
          "parquet": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"}
TERRAFORM_NEEDS = {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}}
KNOWN = {
    "project": {"name", "region", "domain", "tags"},
    "dataset": {"source", "format", "query", "query_file", "columns", "schema"},
    "stage": {"kind", "region", "retain_data", "sample_data", "sample_date", "notebook", "schedule", "schedule_timezone", "alarm_email",
              "kms_key_arn", "access_log_bucket", "backend", "datasets", "log_retention_days", "crawl_timeout_minutes",
              "query_timeout_minutes"},
    "notebook": {"instance_type", "volume_size_gb", "idle_stop_minutes", "subnet_id", "security_group_ids"},
}


def unknown(kind, table):
    return {key: value for key, value in table.items() if key not in KNOWN[kind]}


def present(mapping):
    return {key: value for key, value in mapping.items() if value is not None}


def label(text):
    return re.sub(r"[^A-Za-z0-9_]", "_", text)


def logical(*words):
    return "".join(re.sub(r"[^A-Za-z0-9]", "", word.title()) for word in words)


def table_name(source):
    return re.sub(r"[^a-z0-9_]", "_", source.rstrip("/").split("/")[-1].lower())


def avro(kind, schema):
    """The schema as Personalize is told it; what a field's table says goes in as it stands."""
    fields = []
    for name, field in schema.items():
        field = dict(field) if isinstance(field, dict) else {"type": field}
        if field.pop("nullable", False):
            field["type"] = ["null", field.get("type")]
        fields.append({"name": name, **field})
    record = {"type": "record", "name": RECORDS.get(kind, kind), "namespace": "com.amazonaws.personalize.schema", "fields": fields,
              "version": "1.0"}
    return json.dumps(record, ensure_ascii=False)


class Stage:
    """A stage with its defaults and overrides."""

    def __init__(self, spec, name):
        project = spec.get("project", {})
        written = spec["stages"][name]
        self.spec, self.name = spec, name
        self.values = {**spec.get("defaults", {}), **written}
        self.region = self.values.get("region", project.get("region"))
        # Where ARNs have to name one.
        self.home = self.region or "us-east-1"
        owner = "bob" if self.values.get("kind") == "sandbox" else name
        self.stack = f"{project.get('name')}-{owner}"
        self.tags = {**project.get("tags", {}), "project": project.get("name"), "stage": name}
        self.datasets = {kind: {**dataset, **written.get("datasets", {}).get(kind, {})}
                         for kind, dataset in spec.get("datasets", {}).items()}
        # A stage's override of a dataset that there is not would become one of its own.
        for kind, dataset in written.get("datasets", {}).items():
            self.datasets.setdefault(kind, dataset)

    def bucket(self, purpose):
        return f"{self.stack}-{purpose}-{ACCOUNT}"


def stages(spec):
    return [Stage(spec, name) for name, written in spec.get("stages", {}).items() if isinstance(written, dict)]


# Terraform

def literal(value):
    """A string in Terraform's JSON is a template: what looks like one is escaped."""
    if isinstance(value, dict):
        return {key: literal(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [literal(entry) for entry in value]
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    return str(value).replace("${", "$${").replace("%{", "%%{")


def terraform(spec):
    """One configuration in Terraform's JSON for each stage, by name."""
    return {stage.name: terraform_stage(stage) for stage in stages(spec)}


def terraform_stage(stage):
    values, resources = stage.values, {}

    def resource(kind, name, /, **arguments):
        resources.setdefault(kind, {})[label(name)] = present(arguments)

    for purpose in ["raw-data", "prepared-data", "data-analysis"]:
        resource("aws_s3_bucket", purpose, bucket=stage.bucket(purpose), force_destroy=negated(values.get("retain_data")),
                 tags=literal(stage.tags))
        if "access_log_bucket" in values:
            resource("aws_s3_bucket_logging", purpose, bucket=stage.bucket(purpose), target_bucket=literal(values["access_log_bucket"]),
                     target_prefix=f"{purpose}/")
        if "kms_key_arn" in values:
            rule = {"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms",
                                                                "kms_master_key_id": literal(values["kms_key_arn"])}}
            resource("aws_s3_bucket_server_side_encryption_configuration", purpose, bucket=stage.bucket(purpose), rule=rule)
    database = stage.stack.replace("-", "_")
    resource("aws_glue_catalog_database", "this", name=database)
    result = {"output_location": f"s3://{stage.bucket('prepared-data')}/results/"}
    resource("aws_athena_workgroup", "this", name=stage.stack, configuration={"result_configuration": result})
    for kind, dataset in stage.datasets.items():
        terraform_dataset(stage, resource, database, kind, dataset)
    resource("aws_cloudwatch_log_group", "this", name=f"/aws/vendedlogs/states/{stage.stack}",
             retention_in_days=literal(values.get("log_retention_days", 365)), kms_key_id=literal(values.get("kms_key_arn")),
             **literal(unknown("stage", values)))
    if values.get("schedule"):
        resource("aws_scheduler_schedule", "this", name=stage.stack, schedule_expression=literal(values["schedule"]),
                 schedule_expression_timezone=literal(values.get("schedule_timezone")), flexible_time_window={"mode": "OFF"},
                 target={"arn": f"arn:aws:states:{stage.home}:{ACCOUNT}:stateMachine:{stage.stack}", "role_arn": ROLE})
    if "alarm_email" in values:
        topic = f"arn:aws:sns:{stage.home}:{ACCOUNT}:{stage.stack}"
        resource("aws_sns_topic_subscription", "this", topic_arn=topic, protocol="email", endpoint=literal(values["alarm_email"]))
    if "notebook" in values:
        notebook = values["notebook"]
        if "idle_stop_minutes" in notebook:
            script = f"#!/bin/sh\nidle-stop {notebook['idle_stop_minutes']}\n"
            resource("aws_sagemaker_notebook_instance_lifecycle_configuration", "this", name=stage.stack,
                     on_start=f"${{base64encode({json.dumps(script)})}}")
        resource("aws_sagemaker_notebook_instance", "this", name=stage.stack, role_arn=ROLE,
                 instance_type=literal(notebook.get("instance_type", "ml.t3.medium")),
                 subnet_id=literal(notebook.get("subnet_id")), security_groups=literal(notebook.get("security_group_ids")),
                 direct_internet_access="Disabled" if "subnet_id" in notebook else "Enabled",
                 lifecycle_config_name=stage.stack if "idle_stop_minutes" in notebook else None,
                 # A key that is wrong in a spec may be right in Terraform, as `volume_size` is.
                 **{"volume_size": literal(notebook.get("volume_size_gb")), **literal(unknown("notebook", notebook))})
    if "sample_data" in values:
        folder = f"${{path.module}}/{values['sample_data']}"
        resource("aws_s3_object", "sample", for_each=f'${{fileset("{folder}", "**")}}', bucket=stage.bucket("raw-data"),
                 key=f"${{each.key}}/{partition(values)}", source=f"{folder}/${{each.key}}")
    provider = present({"region": literal(stage.region), **literal(unknown("project", stage.spec.get("project", {})))})
    configuration = {"terraform": copy.deepcopy(TERRAFORM_NEEDS), "provider": {"aws": provider},
                     "resource": resources}
    if "backend" in values:
        backend = dict(values["backend"])
        configuration["terraform"]["backend"] = {str(backend.pop("type", "local")): literal(backend)}
    for key, table in stage.spec.items():
        if key not in {"project", "datasets", "defaults", "stages", "lint"}:
            configuration[key] = literal(table)
    return configuration


def terraform_dataset(stage, resource, database, kind, dataset):
    source, form = dataset.get("source"), dataset.get("format", "csv")
    if "columns" in dataset:
        columns = [{"name": literal(name), "type": literal(type_)} for name, type_ in dataset["columns"].items()]
        serde = {"serialization_library": SERDES.get(form, form)}
        resource("aws_glue_catalog_table", kind, name=table_name(str(source)), database_name=database, table_type="EXTERNAL_TABLE",
                 parameters={"classification": literal(form)},
                 storage_descriptor={"location": literal(f"s3://{stage.bucket('raw-data')}/{source}"), "columns": columns, "ser_de_info": serde})
    else:
        if form == "csv":
            resource("aws_glue_classifier", kind, name=f"{stage.stack}-{kind}", csv_classifier={"quote_symbol": '"', "delimiter": ","})
        resource("aws_glue_crawler", kind, name=f"{stage.stack}-{kind}", database_name=database, role=ROLE,
                 classifiers=[f"{stage.stack}-{kind}"] if form == "csv" else None,
                 s3_target={"path": literal(f"s3://{stage.bucket('raw-data')}/{source}")}, **literal(unknown("dataset", dataset)))
    query = literal(dataset.get("query"))
    if "query_file" in dataset:
        query = f'${{file("${{path.module}}/{dataset["query_file"]}")}}'
    resource("aws_athena_named_query", kind, name=f"{stage.stack}-prepare-{kind}", workgroup=stage.stack, database=database, query=query)
    if "schema" in dataset:
        state = present({"Name": f"{stage.stack}-{kind}", "Domain": stage.spec.get("project", {}).get("domain"),
                         "Schema": avro(kind, dataset["schema"])})
        resource("aws_cloudcontrolapi_resource", kind, type_name="AWS::Personalize::Schema",
                 desired_state=literal(json.dumps(state, ensure_ascii=False)))


def negated(flag):
    """`retain_data` is Terraform's `force_destroy` the other way round; what is no boolean stays what it is."""
    return not flag if isinstance(flag, bool) else literal(flag)


def partition(values):
    year, month, day = (str(values.get("sample_date", "")).split("-") + ["", ""])[:3]
    return f"year={year}/month={month}/day={day}"


# CloudFormation

def cloudformation(spec, read):
    """One template for each stage, by name. A template has its queries in it; `read` gives the text of a query file, and where there
    is no such file there is no template."""
    templates = {}
    for stage in stages(spec):
        files = [dataset["query_file"] for dataset in stage.datasets.values() if "query_file" in dataset]
        if all(read(file) is not None for file in files):
            templates[stage.name] = cloudformation_stage(stage, read)
    return templates


def cloudformation_stage(stage, read):
    values, resources = stage.values, {}
    tags = [{"Key": key, "Value": value} for key, value in stage.tags.items()]

    def resource(name, kind, properties, **more):
        resources[name] = {"Type": kind, "Properties": present(properties), **more}

    retain = values.get("retain_data", True)
    policy = {True: "Retain", False: "Delete"}[retain] if isinstance(retain, bool) else retain
    for purpose in ["raw-data", "prepared-data", "data-analysis"]:
        log = {"DestinationBucketName": values["access_log_bucket"]} if "access_log_bucket" in values else None
        key = values.get("kms_key_arn")
        rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
        encryption = {"ServerSideEncryptionConfiguration": [rule]} if key is not None else None
        resource(logical(purpose), "AWS::S3::Bucket",
                 {"BucketName": stage.bucket(purpose), "Tags": tags, "LoggingConfiguration": log, "BucketEncryption": encryption},
                 DeletionPolicy=policy, UpdateReplacePolicy=policy)
    database = stage.stack.replace("-", "_")
    catalog = {"Ref": "AWS::AccountId"}
    resource("Database", "AWS::Glue::Database", {"CatalogId": catalog, "DatabaseInput": {"Name": database}})
    results = {"OutputLocation": f"s3://{stage.bucket('prepared-data')}/results/"}
    resource("WorkGroup", "AWS::Athena::WorkGroup",
             {"Name": stage.stack, "Tags": tags, "WorkGroupConfiguration": {"ResultConfiguration": results}})
    domain = stage.spec.get("project", {}).get("domain")
    resource("DatasetGroup", "AWS::Personalize::DatasetGroup", {"Name": stage.stack, "Domain": domain})
    for kind, dataset in stage.datasets.items():
        source, form = dataset.get("source"), dataset.get("format", "csv")
        location = f"s3://{stage.bucket('raw-data')}/{source}"
        if "columns" in dataset:
            columns = [{"Name": name, "Type": type_} for name, type_ in dataset["columns"].items()]
            storage = {"Location": location, "Columns": columns, "SerdeInfo": {"SerializationLibrary": SERDES.get(form, form)}}
            table = {"Name": table_name(str(source)), "TableType": "EXTERNAL_TABLE", "Parameters": {"classification": form},
                     "StorageDescriptor": storage}
            resource(logical(kind, "table"), "AWS::Glue::Table", {"CatalogId": catalog, "DatabaseName": {"Ref": "Database"}, "TableInput": table})
        else:
            classifier = logical(kind, "classifier")
            if form == "csv":
                csv = {"Name": f"{stage.stack}-{kind}", "QuoteSymbol": '"', "Delimiter": ","}
                resource(classifier, "AWS::Glue::Classifier", {"CsvClassifier": csv})
            resource(logical(kind, "crawler"), "AWS::Glue::Crawler",
                     {"Name": f"{stage.stack}-{kind}", "DatabaseName": {"Ref": "Database"}, "Role": ROLE,
                      "Classifiers": [{"Ref": classifier}] if form == "csv" else None,
                      "Targets": {"S3Targets": [{"Path": location}]}, **unknown("dataset", dataset)})
        query = dataset.get("query", read(dataset["query_file"]) if "query_file" in dataset else None)
        resource(logical(kind, "query"), "AWS::Athena::NamedQuery",
                 {"Name": f"{stage.stack}-prepare-{kind}", "WorkGroup": {"Ref": "WorkGroup"}, "Database": {"Ref": "Database"}, "QueryString": query})
        if "schema" in dataset:
            schema = logical(kind, "schema")
            resource(schema, "AWS::Personalize::Schema",
                     {"Name": f"{stage.stack}-{kind}", "Domain": domain, "Schema": avro(kind, dataset["schema"])})
            # CloudFormation makes no dataset of actions: an SDK call does.
            if kind not in {"actions", "action_interactions"}:
                resource(logical(kind, "dataset"), "AWS::Personalize::Dataset",
                         {"Name": f"{stage.stack}-{kind}", "DatasetType": RECORDS.get(kind, kind),
                          "DatasetGroupArn": {"Ref": "DatasetGroup"}, "SchemaArn": {"Ref": schema}})
    # For ever is no property at all.
    resource("Logs", "AWS::Logs::LogGroup",
             {"LogGroupName": f"/aws/vendedlogs/states/{stage.stack}", "RetentionInDays": values.get("log_retention_days", 365) or None,
              "KmsKeyId": values.get("kms_key_arn"), **unknown("stage", values)},
             DeletionPolicy="Delete", UpdateReplacePolicy="Delete")
    arn = {"Fn::Sub": "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + stage.stack}
    if values.get("schedule"):
        resource("Schedule", "AWS::Scheduler::Schedule",
                 {"Name": stage.stack, "ScheduleExpression": values["schedule"], "ScheduleExpressionTimezone": values.get("schedule_timezone"),
                  "FlexibleTimeWindow": {"Mode": "OFF"}, "Target": {"Arn": arn, "RoleArn": ROLE}})
    if "alarm_email" in values:
        resource("Topic", "AWS::SNS::Topic", {"TopicName": stage.stack})
        resource("Subscription", "AWS::SNS::Subscription",
                 {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": values["alarm_email"]})
    if "notebook" in values:
        notebook = values["notebook"]
        lifecycle = None
        if "idle_stop_minutes" in notebook:
            start = {"Content": {"Fn::Base64": f"#!/bin/sh\nidle-stop {notebook['idle_stop_minutes']}\n"}}
            resource("Lifecycle", "AWS::SageMaker::NotebookInstanceLifecycleConfig", {"OnStart": [start]})
            lifecycle = {"Fn::GetAtt": ["Lifecycle", "NotebookInstanceLifecycleConfigName"]}
        resource("Notebook", "AWS::SageMaker::NotebookInstance",
                 {"NotebookInstanceName": stage.stack, "RoleArn": ROLE, "InstanceType": notebook.get("instance_type", "ml.t3.medium"),
                  "VolumeSizeInGB": notebook.get("volume_size_gb"), "SubnetId": notebook.get("subnet_id"),
                  "SecurityGroupIds": notebook.get("security_group_ids"), "LifecycleConfigName": lifecycle,
                  "DirectInternetAccess": "Disabled" if "subnet_id" in notebook else "Enabled", **unknown("notebook", notebook)})
    template = {"AWSTemplateFormatVersion": "2010-09-09"}
    if stage.region:
        template["Metadata"] = {"cfn-lint": {"config": {"regions": [stage.region]}}}
    for key, table in stage.spec.items():
        if key not in {"project", "datasets", "defaults", "stages", "lint"}:
            template[key] = table
    return {**template, "Resources": resources}
