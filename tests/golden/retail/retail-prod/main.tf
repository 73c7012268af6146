# The stack retail-prod: raw data in S3, a Glue catalog over it, Athena queries that prepare it for Amazon Personalize, and
# the state machine that runs them.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition

  access_log_bucket_name = "example-access-logs"
  kms_key_arn            = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  # Bucket names are global: the account's id keeps them apart from everybody else's.
  raw_data_bucket_name      = "retail-prod-raw-data-${local.account_id}"
  prepared_data_bucket_name = "retail-prod-prepared-data-${local.account_id}"
  data_analysis_bucket_name = "retail-prod-data-analysis-${local.account_id}"

  query_results_prefix = "query-results/"
}

module "raw_data_bucket" {
  source = "./modules/bucket"

  name                   = local.raw_data_bucket_name
  access_log_bucket_name = local.access_log_bucket_name
  kms_key_arn            = local.kms_key_arn
  retain_data            = true
}

module "prepared_data_bucket" {
  source = "./modules/bucket"

  name                   = local.prepared_data_bucket_name
  access_log_bucket_name = local.access_log_bucket_name
  kms_key_arn            = local.kms_key_arn
  retain_data            = true

  # Every run adds results, and Athena deletes none.
  expirations = {
    (local.query_results_prefix) = 90
  }

  # Import jobs read the prepared data.
  reading_services = {
    "personalize.amazonaws.com" = "arn:${local.partition}:personalize:us-east-1:${local.account_id}:*"
  }
}

module "data_analysis_bucket" {
  source = "./modules/bucket"

  name                   = local.data_analysis_bucket_name
  access_log_bucket_name = local.access_log_bucket_name
  kms_key_arn            = local.kms_key_arn
  retain_data            = true
}

# The spec retains the data. Terraform refuses a plan that would destroy this, and therefore one that would destroy the buckets or
# their key, or put others in their place. The spec's `retain_data = false` takes it away again.
resource "terraform_data" "retention" {
  triggers_replace = [
    local.access_log_bucket_name,
    local.kms_key_arn,
    module.data_analysis_bucket.name,
    module.prepared_data_bucket.name,
    module.raw_data_bucket.name,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

module "catalog" {
  source = "./modules/catalog"

  name          = "retail-prod"
  region        = "us-east-1"
  bucket_name   = module.raw_data_bucket.name
  database_name = "retail_prod"
  kms_key_arn   = local.kms_key_arn

  crawled_datasets = {
    "items" = {
      source = "products/"
      format = "json"
    }
  }

  declared_datasets = {
    "interactions" = {
      source     = "events/"
      format     = "csv"
      table_name = "events"
      columns = [
        { name = "user_id", type = "string" },
        { name = "product_id", type = "string" },
        { name = "event", type = "string" },
        { name = "price", type = "double" },
        { name = "created_at", type = "bigint" },
      ]
    }
    "users" = {
      source     = "crm/customers/"
      format     = "parquet"
      table_name = "customers"
      columns = [
        { name = "id", type = "string" },
        { name = "age", type = "int" },
        { name = "segments", type = "array<string>" },
      ]
    }
  }
}

module "query_workgroup" {
  source = "./modules/query-workgroup"

  name                = "retail-prod"
  region              = "us-east-1"
  database_name       = module.catalog.database_name
  kms_key_arn         = local.kms_key_arn
  results_bucket_name = module.prepared_data_bucket.name
  results_prefix      = local.query_results_prefix

  preparation_queries = {
    "interactions" = {
      query       = file("${path.module}/queries/interactions.sql")
      description = "Prepares the interactions of retail-prod for Amazon Personalize"
    }
    "items" = {
      query       = file("${path.module}/queries/items.sql")
      description = "Prepares the items of retail-prod for Amazon Personalize"
    }
    "users" = {
      query       = file("${path.module}/queries/users.sql")
      description = "Prepares the users of retail-prod for Amazon Personalize"
    }
  }
}

module "data_preparation" {
  source = "./modules/workflow"

  name               = "retail-prod-data-preparation"
  region             = "us-east-1"
  kms_key_arn        = local.kms_key_arn
  log_retention_days = 365
  policy_json        = data.aws_iam_policy_document.data_preparation.json
  alarm_email        = "shop-data@example.com"

  schedule_expression = "cron(30 2 * * ? *)"
  schedule_timezone   = "America/New_York"

  definition = templatefile("${path.module}/workflows/data-preparation.asl.json", {
    interactions_query_id = module.query_workgroup.preparation_query_ids["interactions"]
    items_crawler_name    = module.catalog.crawler_names["items"]
    items_query_id        = module.query_workgroup.preparation_query_ids["items"]
    partition             = local.partition
    users_query_id        = module.query_workgroup.preparation_query_ids["users"]
    workgroup_name        = module.query_workgroup.name
  })
}

# What the tasks of the state machine may do; its logs and traces are the workflow module's own business.
data "aws_iam_policy_document" "data_preparation" {
  # Start the crawlers and ask how they are doing.
  statement {
    sid       = "Crawl"
    actions   = ["glue:GetCrawler", "glue:StartCrawler"]
    resources = [module.catalog.crawlers_arn]
  }

  # Read the named queries, run them, and stop them with the execution.
  statement {
    sid = "Query"
    actions = [
      "athena:GetNamedQuery",
      "athena:GetQueryExecution",
      "athena:StartQueryExecution",
      "athena:StopQueryExecution",
    ]
    resources = [module.query_workgroup.arn]
  }

  # Resolve the catalog that a query reads from.
  statement {
    sid       = "ResolveCatalog"
    actions   = ["athena:GetDataCatalog"]
    resources = [module.query_workgroup.data_catalog_arn]
  }

  # Athena reads the tables' definitions and partitions on the role's behalf.
  statement {
    sid = "ReadTables"
    actions = [
      "glue:BatchGetPartition",
      "glue:GetDatabase",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
    ]
    resources = [
      module.catalog.catalog_arn,
      module.catalog.database_arn,
      module.catalog.default_database_arn,
      module.catalog.tables_arn,
    ]
  }

  # Athena looks for the raw data on the role's behalf.
  statement {
    sid       = "ListRawData"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = [module.raw_data_bucket.arn]
  }

  # Athena reads the raw data on the role's behalf.
  statement {
    sid       = "ReadRawData"
    actions   = ["s3:GetObject"]
    resources = ["${module.raw_data_bucket.arn}/*"]
  }

  # Athena looks up the bucket that its results go to.
  statement {
    sid       = "ListPreparedData"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [module.prepared_data_bucket.arn]
  }

  # Athena writes its results, in parts where they are large.
  statement {
    sid = "WritePreparedData"
    actions = [
      "s3:AbortMultipartUpload",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]
    resources = ["${module.prepared_data_bucket.arn}/${local.query_results_prefix}*"]
  }

  # Both buckets are encrypted with this key.
  statement {
    sid       = "UseKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [local.kms_key_arn]
  }
}
