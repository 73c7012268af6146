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

  mock_resource "aws_sfn_state_machine" {
    defaults = {
      arn = "arn:aws:states:eu-central-1:111122223333:stateMachine:mock"
    }
  }

  mock_resource "aws_sns_topic" {
    defaults = {
      arn = "arn:aws:sns:eu-central-1:111122223333:mock"
    }
  }
}

variables {
  name        = "movielens-dev-data-preparation"
  region      = "eu-central-1"
  definition  = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  policy_json = jsonencode({ Version = "2012-10-17", Statement = [] })
}

run "machine" {
  assert {
    condition     = aws_sfn_state_machine.this.type == "STANDARD" && aws_sfn_state_machine.this.definition == var.definition
    error_message = "The machine must run as long as Athena needs."
  }

  assert {
    condition = alltrue([for logging in aws_sfn_state_machine.this.logging_configuration :
      logging.level == "ALL" && logging.include_execution_data && endswith(logging.log_destination, ":*")
    ])
    error_message = "Every step must be logged with its data, and the destination end as AWS wants it."
  }

  assert {
    condition     = one(aws_sfn_state_machine.this.tracing_configuration).enabled
    error_message = "Executions must be traced."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/aws/vendedlogs/states/movielens-dev-data-preparation" && aws_cloudwatch_log_group.this.retention_in_days == 365 && aws_cloudwatch_log_group.this.kms_key_id == var.kms_key_arn
    error_message = "Logs go to a group of the right prefix, for a year, encrypted."
  }

  assert {
    condition     = aws_iam_role_policy.tasks.policy == var.policy_json
    error_message = "The tasks' policy must be the given one."
  }
}

run "alarms" {
  assert {
    condition     = toset([for alarm in aws_cloudwatch_metric_alarm.this : alarm.metric_name]) == toset(["ExecutionThrottled", "ExecutionsAborted", "ExecutionsFailed", "ExecutionsTimedOut"])
    error_message = "Every way not to succeed needs its alarm."
  }

  assert {
    condition = alltrue([for alarm in aws_cloudwatch_metric_alarm.this :
      alarm.actions_enabled != false
      && alarm.alarm_actions == toset([aws_sns_topic.alarms.arn])
      && alarm.dimensions == tomap({ StateMachineArn = aws_sfn_state_machine.this.arn })
      && alarm.namespace == "AWS/States"
      && alarm.threshold == 0 && alarm.comparison_operator == "GreaterThanThreshold"
      && alarm.treat_missing_data == "notBreaching"
    ])
    error_message = "One bad execution must raise an alarm, and none at all must not."
  }

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.kms_key_arn
    error_message = "With another key no alarm would ever arrive."
  }

  assert {
    condition     = length(aws_sns_topic_subscription.email) == 0 && length(aws_scheduler_schedule.this) == 0 && length(aws_iam_role.schedule) == 0
    error_message = "Without an address and a schedule there must be none."
  }
}

run "scheduled" {
  variables {
    alarm_email         = "team@example.com"
    log_retention_days  = 0
    schedule_expression = "cron(0 3 * * ? *)"
    schedule_timezone   = "Europe/Berlin"
  }

  assert {
    condition     = one(aws_sns_topic_subscription.email).endpoint == "team@example.com" && one(aws_sns_topic_subscription.email).protocol == "email"
    error_message = "Alarms must go to the address."
  }

  assert {
    condition = alltrue([for schedule in aws_scheduler_schedule.this :
      schedule.schedule_expression == "cron(0 3 * * ? *)"
      && schedule.schedule_expression_timezone == "Europe/Berlin"
      && schedule.kms_key_arn == var.kms_key_arn
      && one(schedule.flexible_time_window).mode == "OFF"
      && one(schedule.target).arn == aws_sfn_state_machine.this.arn
      && one(schedule.target).input == "{}"
    ])
    error_message = "The schedule must start the machine on time with an empty input."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 0
    error_message = "Zero keeps logs for ever."
  }
}

run "refuses_a_retention_that_cloudwatch_lacks" {
  command = plan

  variables {
    log_retention_days = 31
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_a_definition_that_is_not_json" {
  command = plan

  variables {
    definition = "StartAt: Done"
  }

  expect_failures = [var.definition]
}

run "refuses_a_schedule_in_other_words" {
  command = plan

  variables {
    schedule_expression = "0 3 * * *"
  }

  expect_failures = [var.schedule_expression]
}

run "refuses_an_input_that_is_not_json" {
  command = plan

  variables {
    schedule_input = "{"
  }

  expect_failures = [var.schedule_input]
}

run "refuses_two_addresses" {
  command = plan

  variables {
    alarm_email = "a@example.com, b@example.com"
  }

  expect_failures = [var.alarm_email]
}

run "refuses_too_long_a_name" {
  command = plan

  variables {
    name = "abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghij-ab"
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
