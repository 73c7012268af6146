output "name" {
  description = "Name of the notebook instance"
  value       = one(concat(aws_sagemaker_notebook_instance.in_subnet[*].name, aws_sagemaker_notebook_instance.with_internet[*].name))
}

output "role_arn" {
  description = "ARN of the notebook's role"
  value       = aws_iam_role.this.arn
}
