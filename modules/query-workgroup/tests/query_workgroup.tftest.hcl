# Without network or credentials: every answer of AWS is made up.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      dns_suffix = "amazonaws.com"
      partition  = "aws"
    }
  }
}

variables {
  name                = "movielens-dev"
  region              = "eu-central-1"
  database_name       = "movielens_dev"
  kms_key_arn         = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  results_bucket_name = "movielens-dev-prepared-data-111122223333"
  preparation_queries = {
    "interactions" = {
      query       = "SELECT 1"
      description = "One"
    }
    "action_interactions" = {
      query       = "SELECT 2"
      description = "Two"
    }
  }
}

run "workgroup" {
  assert {
    condition     = one(aws_athena_workgroup.this.configuration).enforce_workgroup_configuration && one(aws_athena_workgroup.this.configuration).publish_cloudwatch_metrics_enabled
    error_message = "Nobody may write results elsewhere, and metrics must be kept."
  }

  assert {
    condition = alltrue([for result in one(aws_athena_workgroup.this.configuration).result_configuration :
      result.output_location == "s3://movielens-dev-prepared-data-111122223333/query-results/"
      && one(result.encryption_configuration).encryption_option == "SSE_KMS"
      && one(result.encryption_configuration).kms_key_arn == var.kms_key_arn
    ])
    error_message = "Results go to their folder, encrypted with the given key."
  }

  assert {
    condition     = one(aws_athena_workgroup.this.configuration).bytes_scanned_cutoff_per_query == null
    error_message = "There must be no limit unless somebody set one."
  }

  assert {
    condition     = one(one(aws_athena_workgroup.this.configuration).engine_version).selected_engine_version == "Athena engine version 3"
    error_message = "The engine must not change on its own."
  }

  assert {
    condition = { for dataset, query in aws_athena_named_query.preparation : dataset => [query.name, query.query, query.database, query.description] } == {
      "action_interactions" = ["movielens-dev-prepare-action_interactions", "SELECT 2", "movielens_dev", "Two"]
      "interactions"        = ["movielens-dev-prepare-interactions", "SELECT 1", "movielens_dev", "One"]
    }
    error_message = "Each query must have its name, text and database."
  }

  assert {
    condition     = output.data_catalog_arn == "arn:aws:athena:eu-central-1:111122223333:datacatalog/AwsDataCatalog"
    error_message = "The data catalog is Glue's, as Athena calls it."
  }
}

run "cutoff" {
  variables {
    bytes_scanned_cutoff = 10485760
  }

  assert {
    condition     = one(aws_athena_workgroup.this.configuration).bytes_scanned_cutoff_per_query == 10485760
    error_message = "The limit must be set."
  }
}

run "refuses_too_small_a_cutoff" {
  command = plan

  variables {
    bytes_scanned_cutoff = 10485759
  }

  expect_failures = [var.bytes_scanned_cutoff]
}

run "refuses_an_empty_query" {
  command = plan

  variables {
    preparation_queries = { "items" = { query = "", description = "One" } }
  }

  expect_failures = [var.preparation_queries]
}

run "refuses_a_prefix_without_slash" {
  command = plan

  variables {
    results_prefix = "results"
  }

  expect_failures = [var.results_prefix]
}

run "refuses_an_alias_for_the_key" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/s3"
  }

  expect_failures = [var.kms_key_arn]
}
