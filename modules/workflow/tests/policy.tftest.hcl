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
  name                = "movielens-dev-data-preparation"
  region              = "eu-central-1"
  definition          = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
  kms_key_arn         = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  schedule_expression = "rate(1 day)"
  policy_json         = jsonencode({ Version = "2012-10-17", Statement = [] })
}

run "roles" {
  command = plan

  # Without the machine itself, which the provider would have AWS check.
  plan_options {
    target = [
      data.aws_iam_policy_document.alarms,
      data.aws_iam_policy_document.observability,
      data.aws_iam_policy_document.schedule,
      data.aws_iam_policy_document.schedule_trust,
      data.aws_iam_policy_document.state_machine_trust,
    ]
  }

  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.observability.json).Statement :
      !contains(flatten([statement.Resource]), "*") || contains(["DeliverLogs", "SendTraces"], statement.Sid)
    ])
    error_message = "Only actions for which AWS knows no resource may name all of them."
  }

  assert {
    condition = alltrue(flatten([for statement in jsondecode(data.aws_iam_policy_document.observability.json).Statement : [
      for action in flatten([statement.Action]) : !strcontains(action, "*")
    ]]))
    error_message = "Each action must be named."
  }

  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.schedule.json).Statement :
      !contains(flatten([statement.Resource]), "*") || contains([], statement.Sid)
    ])
    error_message = "Only actions for which AWS knows no resource may name all of them."
  }

  assert {
    condition = alltrue(flatten([for statement in jsondecode(data.aws_iam_policy_document.schedule.json).Statement : [
      for action in flatten([statement.Action]) : !strcontains(action, "*")
    ]]))
    error_message = "Each action must be named."
  }

  assert {
    condition = length(setsubtract(
      ["logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"],
      flatten(jsondecode(data.aws_iam_policy_document.observability.json).Statement[*].Action),
    )) == 0
    error_message = "The machine cannot be created without all of log delivery."
  }

  assert {
    condition = jsondecode(data.aws_iam_policy_document.state_machine_trust.json).Statement == [{
      Action    = "sts:AssumeRole"
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:aws:states:eu-central-1:111122223333:stateMachine:movielens-dev-data-preparation" }
        StringEquals = { "aws:SourceAccount" = "111122223333" }
      }
    }]
    error_message = "Only this state machine may take the role."
  }

  assert {
    condition = jsondecode(data.aws_iam_policy_document.schedule_trust.json).Statement == [{
      Action    = "sts:AssumeRole"
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default" }
        StringEquals = { "aws:SourceAccount" = "111122223333" }
      }
    }]
    error_message = "Only the scheduler of this account may take the role."
  }

  assert {
    condition     = { for statement in jsondecode(data.aws_iam_policy_document.schedule.json).Statement : statement.Action => statement.Resource } == { "kms:Decrypt" = var.kms_key_arn, "states:StartExecution" = "arn:aws:states:eu-central-1:111122223333:stateMachine:movielens-dev-data-preparation" }
    error_message = "The schedule may start this machine and read its own input, no more."
  }

  assert {
    condition     = { for statement in jsondecode(data.aws_iam_policy_document.alarms.json).Statement : statement.Sid => [statement.Effect, statement.Action, jsonencode(statement.Principal)] } == { DenyWithoutTls = ["Deny", "sns:Publish", jsonencode({ AWS = "*" })], LetAlarmsPublish = ["Allow", "sns:Publish", jsonencode({ Service = "cloudwatch.amazonaws.com" })] }
    error_message = "Only alarms may publish, and nobody without TLS."
  }
}
