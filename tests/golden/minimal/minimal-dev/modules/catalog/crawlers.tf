resource "aws_glue_crawler" "this" {
  for_each = var.crawled_datasets

  name                   = "${var.name}-${each.key}"
  description            = "Makes the table of the ${each.key} from s3://${var.bucket_name}/${each.value.source}"
  database_name          = aws_glue_catalog_database.this.name
  role                   = aws_iam_role.crawler[0].arn
  security_configuration = aws_glue_security_configuration.this[0].name
  classifiers            = each.value.format == "csv" ? [aws_glue_classifier.csv[0].name] : []

  # One table, at the source's own folder: by default the crawler guesses, and makes tables of the partitions when files differ a little,
  # or one table of two folders when they are alike. The bucket is level 1.
  configuration = jsonencode({
    Version = 1
    CrawlerOutput = {
      Partitions = { AddOrUpdateBehavior = "InheritFromTable" }
    }
    Grouping = {
      TableGroupingPolicy     = "CombineCompatibleSchemas"
      TableLevelConfiguration = 1 + length(split("/", trim(each.value.source, "/")))
    }
  })

  s3_target {
    path = "s3://${var.bucket_name}/${each.value.source}"
  }

  # New folders only would hide files that change later.
  recrawl_policy {
    recrawl_behavior = "CRAWL_EVERYTHING"
  }

  schema_change_policy {
    delete_behavior = "DEPRECATE_IN_DATABASE"
    update_behavior = "UPDATE_IN_DATABASE"
  }

  # A crawl that starts before its role may read fails.
  depends_on = [aws_iam_role_policy.crawler]
}

# Glue's built-in classifier picks a SerDe that splits "Chamber, The (1996)" at the comma, without any error.
resource "aws_glue_classifier" "csv" {
  count = local.crawls_csv ? 1 : 0

  name = "${var.name}-csv"

  csv_classifier {
    allow_single_column = false
    contains_header     = "PRESENT"
    delimiter           = ","
    quote_symbol        = "\""
    serde               = "OpenCSVSerDe"
  }
}

resource "aws_glue_security_configuration" "this" {
  count = length(var.crawled_datasets) > 0 ? 1 : 0

  name = var.name

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = var.kms_key_arn
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = var.kms_key_arn
    }

    s3_encryption {
      kms_key_arn        = var.kms_key_arn
      s3_encryption_mode = "SSE-KMS"
    }
  }
}

resource "aws_iam_role" "crawler" {
  count = length(var.crawled_datasets) > 0 ? 1 : 0

  name               = "${var.name}-crawler"
  description        = "Glue crawlers of ${var.name}: read the raw data, write its tables"
  assume_role_policy = data.aws_iam_policy_document.crawler_trust.json
}

data "aws_iam_policy_document" "crawler_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["glue.amazonaws.com"]
    }

    # Nothing documents that Glue sends this key: where it does, it protects; where not, nothing breaks.
    condition {
      test     = "StringEqualsIfExists"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

resource "aws_iam_role_policy" "crawler" {
  count = length(var.crawled_datasets) > 0 ? 1 : 0

  name   = "crawl"
  role   = aws_iam_role.crawler[0].id
  policy = data.aws_iam_policy_document.crawler.json
}

data "aws_iam_policy_document" "crawler" {
  statement {
    sid       = "FindRawData"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = ["arn:${local.partition}:s3:::${var.bucket_name}"]
  }

  statement {
    sid       = "ReadRawData"
    actions   = ["s3:GetObject"]
    resources = [for dataset in var.crawled_datasets : "arn:${local.partition}:s3:::${var.bucket_name}/${dataset.source}*"]
  }

  statement {
    sid = "WriteTables"
    actions = [
      "glue:BatchCreatePartition",
      "glue:BatchGetPartition",
      "glue:BatchUpdatePartition",
      "glue:CreatePartition",
      "glue:CreateTable",
      "glue:GetDatabase",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
      "glue:UpdatePartition",
      "glue:UpdateTable",
    ]
    resources = [local.catalog_arn, local.database_arn, local.tables_arn]
  }

  # Glue knows no resource for these.
  statement {
    sid       = "ReadConfiguration"
    actions   = concat(local.crawls_csv ? ["glue:GetClassifier"] : [], ["glue:GetSecurityConfiguration"])
    resources = ["*"]
  }

  # The log group's name is Glue's: it puts the role's and the security configuration's names into it.
  statement {
    sid       = "WriteEncryptedLogs"
    actions   = ["logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:${local.partition}:logs:${var.region}:${local.account_id}:log-group:/aws-glue/crawlers*"]
  }

  statement {
    sid       = "UseKey"
    actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }
}
