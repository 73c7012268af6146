output "alarm_topic_arn" {
  description = "ARN of the topic that alarms are published to"
  value       = aws_sns_topic.alarms.arn
}

output "log_group_name" {
  description = "Name of the log group"
  value       = aws_cloudwatch_log_group.this.name
}

output "role_arn" {
  description = "ARN of the state machine's role"
  value       = aws_iam_role.state_machine.arn
}

output "state_machine_arn" {
  description = "ARN of the state machine"
  value       = aws_sfn_state_machine.this.arn
}
