# Without network or credentials: every answer of AWS is made up.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      dns_suffix = "amazonaws.com"
      partition  = "aws"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::111122223333:role/mock"
    }
  }
}

variables {
  name          = "retail-dev"
  region        = "eu-central-1"
  bucket_name   = "retail-dev-raw-data-111122223333"
  database_name = "retail_dev"
  kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  crawled_datasets = {
    "interactions" = {
      source = "events/"
      format = "csv"
    }
    "items" = {
      source = "shop/export/products/"
      format = "json"
    }
  }
  declared_datasets = {
    "users" = {
      source     = "customers/"
      format     = "parquet"
      table_name = "customers"
      columns    = [{ name = "id", type = "string" }, { name = "segments", type = "array<string>" }]
    }
    "actions" = {
      source     = "offers/"
      format     = "csv"
      table_name = "offers"
      columns    = [{ name = "id", type = "string" }, { name = "price", type = "float" }]
    }
  }
}

run "crawlers" {
  assert {
    condition     = output.crawler_names == { "interactions" = "retail-dev-interactions", "items" = "retail-dev-items" }
    error_message = "Each crawled dataset must have its crawler, and no declared one."
  }

  assert {
    condition     = output.crawlers_arn == "arn:aws:glue:eu-central-1:111122223333:crawler/${var.name}-*"
    error_message = "The pattern must fit this catalog's crawlers and those that are named like them."
  }

  assert {
    condition     = { for dataset, crawler in aws_glue_crawler.this : dataset => one(crawler.s3_target).path } == { "interactions" = "s3://retail-dev-raw-data-111122223333/events/", "items" = "s3://retail-dev-raw-data-111122223333/shop/export/products/" }
    error_message = "Each crawler must look at its own source."
  }

  assert {
    condition     = { for dataset, crawler in aws_glue_crawler.this : dataset => jsondecode(crawler.configuration).Grouping } == { "interactions" = { TableGroupingPolicy = "CombineCompatibleSchemas", TableLevelConfiguration = 2 }, "items" = { TableGroupingPolicy = "CombineCompatibleSchemas", TableLevelConfiguration = 4 } }
    error_message = "The table must be made at the source's folder; the bucket is level 1."
  }

  assert {
    condition     = { for dataset, crawler in aws_glue_crawler.this : dataset => crawler.classifiers == null ? "" : join(",", crawler.classifiers) } == { "interactions" = "retail-dev-csv", "items" = "" }
    error_message = "CSV must be read by our classifier, JSON by Glue's own."
  }

  assert {
    condition = alltrue([for crawler in aws_glue_crawler.this :
      crawler.security_configuration == "retail-dev"
      && one(crawler.recrawl_policy).recrawl_behavior == "CRAWL_EVERYTHING"
      && one(crawler.schema_change_policy).update_behavior == "UPDATE_IN_DATABASE"
      && one(crawler.schema_change_policy).delete_behavior == "DEPRECATE_IN_DATABASE"
    ])
    error_message = "Crawlers must look at everything, follow the data, and drop nothing."
  }

  assert {
    condition = alltrue([for csv in one(aws_glue_classifier.csv).csv_classifier :
      csv.serde == "OpenCSVSerDe" && csv.quote_symbol == "\"" && csv.delimiter == "," && csv.contains_header == "PRESENT"
    ])
    error_message = "The classifier must honour quotes."
  }

  assert {
    condition = alltrue([for encryption in one(aws_glue_security_configuration.this).encryption_configuration :
      one(encryption.cloudwatch_encryption).cloudwatch_encryption_mode == "SSE-KMS"
      && one(encryption.job_bookmarks_encryption).job_bookmarks_encryption_mode == "CSE-KMS"
      && one(encryption.s3_encryption).s3_encryption_mode == "SSE-KMS"
      && one(encryption.cloudwatch_encryption).kms_key_arn == var.kms_key_arn
      && one(encryption.job_bookmarks_encryption).kms_key_arn == var.kms_key_arn
      && one(encryption.s3_encryption).kms_key_arn == var.kms_key_arn
    ])
    error_message = "Crawlers must encrypt with the given key."
  }
}

run "tables" {
  assert {
    condition     = output.table_names == { "actions" = "offers", "users" = "customers" }
    error_message = "Each declared dataset must have its table."
  }

  assert {
    condition = alltrue([for table in aws_glue_catalog_table.this :
      table.database_name == "retail_dev" && table.table_type == "EXTERNAL_TABLE" && length(table.partition_keys) == 0
    ])
    error_message = "A declared table must be external and have no partitions."
  }

  assert {
    condition = { for dataset, table in aws_glue_catalog_table.this : dataset => [
      one(table.storage_descriptor).location,
      one(one(table.storage_descriptor).ser_de_info).serialization_library,
      lookup(table.parameters, "skip.header.line.count", "none"),
      ] } == {
      "actions" = ["s3://retail-dev-raw-data-111122223333/offers/", "org.apache.hadoop.hive.serde2.OpenCSVSerde", "1"]
      "users"   = ["s3://retail-dev-raw-data-111122223333/customers/", "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", "none"]
    }
    error_message = "Each format must have its SerDe, and a CSV file's header be skipped."
  }

  assert {
    condition     = { for dataset, table in aws_glue_catalog_table.this : dataset => [for column in one(table.storage_descriptor).columns : "${column.name} ${column.type}"] } == { "actions" = ["id string", "price double"], "users" = ["id string", "segments array<string>"] }
    error_message = "Columns must keep their order; a float of a CSV file is read as a double."
  }
}

run "nothing_crawled" {
  variables {
    crawled_datasets = {}
  }

  assert {
    condition     = output.crawler_role_arn == null && length(aws_iam_role.crawler) == 0 && length(aws_glue_security_configuration.this) == 0 && length(aws_glue_classifier.csv) == 0
    error_message = "Without a crawler there is nothing that serves crawlers."
  }
}

run "no_csv_crawled" {
  variables {
    crawled_datasets = { "items" = { source = "products/", format = "json" } }
  }

  assert {
    condition     = length(aws_glue_classifier.csv) == 0 && length(aws_glue_crawler.this) == 1
    error_message = "The classifier is for CSV only."
  }
}

run "refuses_a_hyphen_in_the_database" {
  command = plan

  variables {
    database_name = "retail-dev"
  }

  expect_failures = [var.database_name]
}

run "refuses_an_unknown_format" {
  command = plan

  variables {
    crawled_datasets = { "items" = { source = "products/", format = "orc" } }
  }

  expect_failures = [var.crawled_datasets]
}

run "refuses_a_source_without_slash" {
  command = plan

  variables {
    crawled_datasets = { "items" = { source = "products", format = "csv" } }
  }

  expect_failures = [var.crawled_datasets]
}

run "refuses_a_nested_type_in_csv" {
  command = plan

  variables {
    declared_datasets = { "users" = { source = "customers/", format = "csv", table_name = "customers", columns = [{ name = "tags", type = "array<string>" }] } }
  }

  expect_failures = [var.declared_datasets]
}

run "refuses_no_columns" {
  command = plan

  variables {
    declared_datasets = { "users" = { source = "customers/", format = "csv", table_name = "customers", columns = [] } }
  }

  expect_failures = [var.declared_datasets]
}

run "refuses_a_crawled_and_declared_dataset" {
  command = plan

  variables {
    declared_datasets = { "items" = { source = "products/", format = "json", table_name = "products", columns = [{ name = "id", type = "string" }] } }
  }

  expect_failures = [var.declared_datasets]
}

run "refuses_an_alias_for_the_key" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/s3"
  }

  expect_failures = [var.kms_key_arn]
}
