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

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

variables {
  name   = "movielens-dev"
  region = "eu-central-1"
}

run "key" {
  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key must rotate, and be kept as long as AWS allows after a destroy."
  }

  assert {
    condition     = aws_kms_alias.this.name == "alias/movielens-dev"
    error_message = "The alias must bear the name."
  }

  assert {
    condition = { for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Sid => [statement.Effect, jsonencode(statement.Principal)] } == {
      EncryptLogGroups     = ["Allow", jsonencode({ Service = "logs.eu-central-1.amazonaws.com" })]
      LetAlarmsPublish     = ["Allow", jsonencode({ Service = "cloudwatch.amazonaws.com" })]
      LetPersonalizeRead   = ["Allow", jsonencode({ Service = "personalize.amazonaws.com" })]
      LetIamPoliciesDecide = ["Allow", jsonencode({ AWS = "arn:aws:iam::111122223333:root" })]
    }
    error_message = "Only this account, its logs, its alarms and Amazon Personalize may use the key."
  }

  assert {
    condition = { for statement in jsondecode(aws_kms_key.this.policy).Statement : statement.Sid => statement.Condition if can(statement.Condition) } == {
      EncryptLogGroups   = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-central-1:111122223333:log-group:*" } }
      LetAlarmsPublish   = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
      LetPersonalizeRead = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } }
    }
    error_message = "Services may use the key for this account only."
  }
}

run "refuses_a_reserved_alias" {
  command = plan

  variables {
    name = "aws/mine"
  }

  expect_failures = [var.name]
}
