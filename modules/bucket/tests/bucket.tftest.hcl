# Without network or credentials: every answer of AWS is made up.
mock_provider "aws" {
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
  name                   = "movielens-dev-raw-data-111122223333"
  access_log_bucket_name = "movielens-dev-access-logs-111122223333"
  kms_key_arn            = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
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
    condition = alltrue([for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule :
      rule.bucket_key_enabled
      && one(rule.apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
      && one(rule.apply_server_side_encryption_by_default).kms_master_key_id == var.kms_key_arn
    ])
    error_message = "Objects must be encrypted with the given key, not with AWS's own."
  }

  assert {
    condition     = aws_s3_bucket_logging.this.target_bucket == var.access_log_bucket_name && aws_s3_bucket_logging.this.target_prefix == "${var.name}/"
    error_message = "Accesses must be logged, below the bucket's own name."
  }

  assert {
    condition = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.this.rule :
      rule.status == "Enabled"
      && one(rule.abort_incomplete_multipart_upload).days_after_initiation == 7
      && one(rule.noncurrent_version_expiration).noncurrent_days == 30
      && length(rule.expiration) == 0
    ])
    error_message = "Broken uploads and old versions must go, current objects must stay."
  }
}

run "retains_by_default" {
  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "A destroy must not delete data unless somebody said so."
  }
}

run "does_not_retain_if_told_so" {
  variables {
    retain_data = false
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy
    error_message = "Without retention a destroy must not stop at the data."
  }
}

run "expires_what_it_is_told" {
  variables {
    expirations = { "query-results/" = 90 }
  }

  assert {
    condition = {
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule : one(rule.filter).prefix => one(rule.expiration).days
      if length(rule.expiration) > 0
    } == { "query-results/" = 90 }
    error_message = "Objects below the prefix must go in time, and no others."
  }
}

run "refuses_to_expire_a_whole_bucket" {
  command = plan

  variables {
    expirations = { "" = 90 }
  }

  expect_failures = [var.expirations]
}

run "refuses_half_a_day" {
  command = plan

  variables {
    expirations = { "query-results/" = 0.5 }
  }

  expect_failures = [var.expirations]
}

run "refuses_a_service_without_an_arn" {
  command = plan

  variables {
    reading_services = { "personalize.amazonaws.com" = "*" }
  }

  expect_failures = [var.reading_services]
}

run "refuses_capitals" {
  command = plan

  variables {
    name = "Raw-Data"
  }

  expect_failures = [var.name]
}

run "refuses_an_alias_for_the_key" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/s3"
  }

  expect_failures = [var.kms_key_arn]
}
