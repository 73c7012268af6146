resource "aws_iam_role" "this" {
  name               = "${var.name}-notebook"
  description        = "Notebook ${var.name}: reads raw and prepared data, queries it, and keeps its own in the data-analysis bucket"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }

    # Nothing documents that SageMaker sends this key for notebooks: where it does, it protects; where not, nothing breaks.
    condition {
      test     = "StringEqualsIfExists"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "notebook"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

locals {
  athena_arn = "arn:${local.partition}:athena:${var.region}:${local.account_id}"
  glue_arn   = "arn:${local.partition}:glue:${var.region}:${local.account_id}"
  logs_arn   = "arn:${local.partition}:logs:${var.region}:${local.account_id}:log-group:/aws/sagemaker/NotebookInstances"
  s3_arn     = "arn:${local.partition}:s3:::"
}

data "aws_iam_policy_document" "this" {
  statement {
    sid     = "FindData"
    actions = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = [
      "${local.s3_arn}${var.data_analysis_bucket_name}",
      "${local.s3_arn}${var.prepared_data_bucket_name}",
      "${local.s3_arn}${var.raw_data_bucket_name}",
    ]
  }

  statement {
    sid     = "FindUploads"
    actions = ["s3:ListBucketMultipartUploads"]
    resources = [
      "${local.s3_arn}${var.data_analysis_bucket_name}",
      "${local.s3_arn}${var.prepared_data_bucket_name}",
    ]
  }

  statement {
    sid     = "ReadData"
    actions = ["s3:GetObject"]
    resources = [
      "${local.s3_arn}${var.prepared_data_bucket_name}/*",
      "${local.s3_arn}${var.raw_data_bucket_name}/*",
    ]
  }

  statement {
    sid = "KeepOwnData"
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]
    resources = ["${local.s3_arn}${var.data_analysis_bucket_name}/*"]
  }

  # Athena writes a result in the name of whoever runs the query.
  statement {
    sid       = "WriteQueryResults"
    actions   = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"]
    resources = ["${local.s3_arn}${var.prepared_data_bucket_name}/${var.query_results_prefix}*"]
  }

  statement {
    sid = "RunQueries"
    actions = [
      "athena:BatchGetNamedQuery",
      "athena:BatchGetQueryExecution",
      "athena:GetNamedQuery",
      "athena:GetQueryExecution",
      "athena:GetQueryResults",
      "athena:GetQueryResultsStream",
      "athena:GetWorkGroup",
      "athena:ListNamedQueries",
      "athena:ListQueryExecutions",
      "athena:StartQueryExecution",
      "athena:StopQueryExecution",
    ]
    resources = ["${local.athena_arn}:workgroup/${var.workgroup_name}"]
  }

  statement {
    sid = "ReadDataCatalog"
    actions = [
      "athena:GetDataCatalog",
      "athena:GetDatabase",
      "athena:GetTableMetadata",
      "athena:ListDatabases",
      "athena:ListTableMetadata",
    ]
    resources = ["${local.athena_arn}:datacatalog/AwsDataCatalog"]
  }

  # Athena looks for the database called default before it reads another.
  statement {
    sid = "ReadTables"
    actions = [
      "glue:BatchGetPartition",
      "glue:GetDatabase",
      "glue:GetDatabases",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
    ]
    resources = [
      "${local.glue_arn}:catalog",
      "${local.glue_arn}:database/default",
      "${local.glue_arn}:database/${var.database_name}",
      "${local.glue_arn}:table/${var.database_name}/*",
    ]
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }

  statement {
    sid       = "FindLogs"
    actions   = ["logs:CreateLogGroup", "logs:DescribeLogStreams"]
    resources = [local.logs_arn, "${local.logs_arn}:*"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.logs_arn}:log-stream:${var.name}/*"]
  }

  statement {
    sid       = "StopItself"
    actions   = ["sagemaker:StopNotebookInstance"]
    resources = ["arn:${local.partition}:sagemaker:${var.region}:${local.account_id}:notebook-instance/${lower(var.name)}"]
  }
}
