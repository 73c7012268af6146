output "arn" {
  description = "ARN of the workgroup"
  value       = aws_athena_workgroup.this.arn
}

output "data_catalog_arn" {
  description = "ARN of Athena's view of the Glue catalog, which a role that runs queries needs too"
  value       = "arn:${data.aws_partition.current.partition}:athena:${var.region}:${data.aws_caller_identity.current.account_id}:datacatalog/AwsDataCatalog"
}

output "name" {
  description = "Name of the workgroup"
  value       = aws_athena_workgroup.this.name
}

output "preparation_query_ids" {
  description = "Ids of the named queries by dataset"
  value       = { for dataset, query in aws_athena_named_query.preparation : dataset => query.id }
}

output "results_prefix" {
  description = "Folder of the bucket that every query of the workgroup writes to"
  value       = var.results_prefix
}
