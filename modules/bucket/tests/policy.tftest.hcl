# The real provider, for it writes the policy documents; at plan it calls nobody for them.
provider "aws" {
  region     = "eu-central-1"
  access_key = "test"
  secret_key = "test"

  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current

  values = {
    account_id = "111122223333"
  }
}

variables {
  name                   = "movielens-dev-raw-data-111122223333"
  access_log_bucket_name = "movielens-dev-access-logs-111122223333"
  kms_key_arn            = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "tls_only" {
  command = plan

  assert {
    condition = [for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : statement if statement.Sid == "DenyWithoutTls"] == [{
      Sid       = "DenyWithoutTls"
      Effect    = "Deny"
      Principal = { AWS = "*" }
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::${var.name}/*", "arn:aws:s3:::${var.name}"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "Everything without TLS must be refused."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this.policy) == jsondecode(data.aws_iam_policy_document.this.json)
    error_message = "The bucket must have this policy."
  }
}

run "nobody_reads_by_default" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : statement.Effect == "Deny"])
    error_message = "The policy must allow nothing unless somebody said so."
  }
}

run "services_read_for_this_account" {
  command = plan

  variables {
    reading_services = {
      "personalize.amazonaws.com" = "arn:aws:personalize:eu-central-1:111122223333:*"
    }
  }

  assert {
    condition = [for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : statement if statement.Effect == "Allow"] == [{
      Effect    = "Allow"
      Principal = { Service = "personalize.amazonaws.com" }
      Action    = ["s3:ListBucket", "s3:GetObject"]
      Resource  = ["arn:aws:s3:::${var.name}/*", "arn:aws:s3:::${var.name}"]
      Condition = {
        ArnLikeIfExists      = { "aws:SourceArn" = "arn:aws:personalize:eu-central-1:111122223333:*" }
        StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" }
      }
    }]
    error_message = "The service may read, for this account only."
  }
}
