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
}

variables {
  name                = "movielens-dev-access-logs-111122223333"
  source_bucket_names = ["movielens-dev-raw-data-111122223333", "movielens-dev-prepared-data-111122223333"]
}

run "secure" {
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing may be public."
  }

  assert {
    condition     = one(aws_s3_bucket_ownership_controls.this.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "There must be no access lists."
  }

  assert {
    condition     = one(aws_s3_bucket_versioning.this.versioning_configuration).status == "Enabled"
    error_message = "Objects must have versions."
  }

  assert {
    condition     = aws_s3_bucket_notification.this.eventbridge
    error_message = "EventBridge must be told of new objects."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "S3 delivers access logs only to buckets with SSE-S3."
  }

  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : one(rule.expiration).days == 365])
    error_message = "Logs must go after a year."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "A destroy must not delete logs unless somebody said so."
  }
}

run "refuses_no_sources" {
  command = plan

  variables {
    source_bucket_names = []
  }

  expect_failures = [var.source_bucket_names]
}

run "refuses_half_a_day" {
  command = plan

  variables {
    expiration_days = 0.5
  }

  expect_failures = [var.expiration_days]
}
