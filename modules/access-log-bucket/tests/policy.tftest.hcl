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
  name                = "movielens-dev-access-logs-111122223333"
  source_bucket_names = ["movielens-dev-raw-data-111122223333", "movielens-dev-prepared-data-111122223333"]
}

run "only_s3_delivers" {
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
    condition = [for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "DeliverAccessLogs"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::${var.name}/*"
      Condition = {
        ArnLike      = { "aws:SourceArn" = [for name in var.source_bucket_names : "arn:aws:s3:::${name}"] }
        StringEquals = { "aws:SourceAccount" = "111122223333" }
      }
    }]
    error_message = "Only S3 may write, and only for the named buckets of this account."
  }
}
