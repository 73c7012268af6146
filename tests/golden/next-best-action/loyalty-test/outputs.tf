output "stack_name" {
  description = "Name of the stack, which the names of its resources begin with"
  value       = "loyalty-test"
}

output "raw_data_bucket_name" {
  description = "Bucket for the raw data, one folder a source"
  value       = module.raw_data_bucket.name
}

output "prepared_data_bucket_name" {
  description = "Bucket of the prepared data, which Amazon Personalize imports"
  value       = module.prepared_data_bucket.name
}

output "data_analysis_bucket_name" {
  description = "Bucket for what people make while they analyse the data"
  value       = module.data_analysis_bucket.name
}

output "notebook_instance_name" {
  description = "SageMaker notebook instance; null without one"
  value       = null
}

output "glue_database_name" {
  description = "Glue database whose tables the queries read"
  value       = module.catalog.database_name
}

output "athena_workgroup_name" {
  description = "Athena workgroup that the queries run in"
  value       = module.query_workgroup.name
}

output "crawler_names" {
  description = "Glue crawlers by dataset, without the datasets whose columns are declared"
  value       = module.catalog.crawler_names
}

output "preparation_query_ids" {
  description = "Ids of Athena's named queries by dataset"
  value       = module.query_workgroup.preparation_query_ids
}

output "data_preparation_state_machine_arn" {
  description = "State machine that prepares the data"
  value       = module.data_preparation.state_machine_arn
}

output "execution_input" {
  description = "Full input of the state machine with its defaults, as JSON; {} does the same"
  value = jsonencode({
    "bypassCrawler"                      = false
    "interactionsPreparationQuery"       = module.query_workgroup.preparation_query_ids["interactions"]
    "itemsCrawlerName"                   = module.catalog.crawler_names["items"]
    "itemsPreparationQuery"              = module.query_workgroup.preparation_query_ids["items"]
    "usersPreparationQuery"              = module.query_workgroup.preparation_query_ids["users"]
    "actionsCrawlerName"                 = module.catalog.crawler_names["actions"]
    "actionsPreparationQuery"            = module.query_workgroup.preparation_query_ids["actions"]
    "actionInteractionsCrawlerName"      = module.catalog.crawler_names["action_interactions"]
    "actionInteractionsPreparationQuery" = module.query_workgroup.preparation_query_ids["action_interactions"]
  })
}
