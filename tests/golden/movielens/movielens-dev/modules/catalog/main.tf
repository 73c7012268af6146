data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id  = data.aws_caller_identity.current.account_id
  partition   = data.aws_partition.current.partition
  glue_prefix = "arn:${local.partition}:glue:${var.region}:${local.account_id}"

  catalog_arn  = "${local.glue_prefix}:catalog"
  crawlers_arn = "${local.glue_prefix}:crawler/${var.name}-*"
  database_arn = "${local.glue_prefix}:database/${aws_glue_catalog_database.this.name}"
  tables_arn   = "${local.glue_prefix}:table/${aws_glue_catalog_database.this.name}/*"

  crawls_csv = anytrue([for dataset in var.crawled_datasets : dataset.format == "csv"])
}

resource "aws_glue_catalog_database" "this" {
  name        = var.database_name
  description = "Tables over the raw data of ${var.name}"
}
