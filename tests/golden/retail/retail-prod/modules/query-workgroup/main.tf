data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

resource "aws_athena_workgroup" "this" {
  name        = var.name
  description = "Queries that prepare the data of ${var.name}, and those that people try on it"

  # Saved queries and the query history do not hold up a destroy; results lie in the bucket and are not touched.
  force_destroy = true

  configuration {
    bytes_scanned_cutoff_per_query     = var.bytes_scanned_cutoff
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location = "s3://${var.results_bucket_name}/${var.results_prefix}"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = var.kms_key_arn
      }
    }
  }
}

resource "aws_athena_named_query" "preparation" {
  for_each = var.preparation_queries

  name        = "${var.name}-prepare-${each.key}"
  description = each.value.description
  workgroup   = aws_athena_workgroup.this.id
  database    = var.database_name
  query       = each.value.query

  lifecycle {
    # A query that changes is a new one: the machine learns its id before the old one goes.
    create_before_destroy = true
  }
}
