output "catalog_arn" {
  description = "ARN of the account's Glue catalog, which every permission on tables must name too"
  value       = local.catalog_arn
}

output "crawler_arns" {
  description = "ARNs of the crawlers by dataset"
  value       = { for dataset, crawler in aws_glue_crawler.this : dataset => crawler.arn }
}

output "crawler_names" {
  description = "Names of the crawlers by dataset, without the declared datasets"
  value       = { for dataset, crawler in aws_glue_crawler.this : dataset => crawler.name }
}

output "crawler_role_arn" {
  description = "ARN of the crawlers' role; null when nothing is crawled"
  value       = one(aws_iam_role.crawler[*].arn)
}

output "crawlers_arn" {
  description = "ARN pattern of all crawlers whose names begin as those of this catalog do, with <name>-"
  value       = local.crawlers_arn
}

output "database_arn" {
  description = "ARN of the database"
  value       = local.database_arn
}

output "database_name" {
  description = "Name of the database"
  value       = aws_glue_catalog_database.this.name
}

output "default_database_arn" {
  description = "ARN of the account's default database, which Athena looks up whatever database a query names"
  value       = "${local.glue_prefix}:database/default"
}

output "table_names" {
  description = "Names of the declared tables by dataset"
  value       = { for dataset, table in aws_glue_catalog_table.this : dataset => table.name }
}

output "tables_arn" {
  description = "ARN pattern of all tables of the database"
  value       = local.tables_arn
}
