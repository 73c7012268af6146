variable "bucket_name" {
  type        = string
  description = "Bucket of the raw data"
  nullable    = false
}

variable "crawled_datasets" {
  type = map(object({
    format = string
    source = string
  }))
  description = "Datasets whose tables a crawler makes: the format (csv, json or parquet) and the source, a folder of the bucket with its closing slash"
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for dataset in var.crawled_datasets : contains(["csv", "json", "parquet"], dataset.format)])
    error_message = "A format is csv, json or parquet."
  }

  validation {
    condition     = alltrue([for dataset in var.crawled_datasets : can(regex("^[^/].*/$", dataset.source))])
    error_message = "A source is a folder without a leading and with a closing slash, such as \"ratings/\"."
  }
}

variable "database_name" {
  type        = string
  description = "Name of the Glue database"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,254}$", var.database_name))
    error_message = "A database's name begins with a lower-case letter and goes on with lower-case letters, digits and \"_\": Athena copes with nothing else."
  }
}

variable "declared_datasets" {
  type = map(object({
    columns = list(object({
      name = string
      type = string
    }))
    format     = string
    source     = string
    table_name = string
  }))
  description = "Datasets whose columns are known, in the files' order; they get a table and no crawler"
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for dataset in var.declared_datasets : contains(["csv", "json", "parquet"], dataset.format)])
    error_message = "A format is csv, json or parquet."
  }

  validation {
    condition     = alltrue([for dataset in var.declared_datasets : can(regex("^[^/].*/$", dataset.source))])
    error_message = "A source is a folder without a leading and with a closing slash, such as \"ratings/\"."
  }

  validation {
    condition     = alltrue([for dataset in var.declared_datasets : can(regex("^[a-z0-9_]{1,128}$", dataset.table_name))])
    error_message = "A table's name has lower-case letters, digits and \"_\"."
  }

  validation {
    condition     = alltrue([for dataset in var.declared_datasets : length(dataset.columns) > 0])
    error_message = "A declared dataset has at least one column."
  }

  validation {
    condition = alltrue(flatten([
      for dataset in var.declared_datasets : [
        for column in dataset.columns :
        contains(["bigint", "boolean", "date", "double", "float", "int", "smallint", "string", "timestamp", "tinyint"], column.type)
      ] if dataset.format == "csv"
    ]))
    error_message = "A column of a CSV file is a string, boolean, tinyint, smallint, int, bigint, float, double, date or timestamp; declare others (decimal, array, map, struct) as string and cast them in the query."
  }

  validation {
    condition     = length(setintersection(keys(var.declared_datasets), keys(var.crawled_datasets))) == 0
    error_message = "A dataset is either declared or crawled: a crawler would overwrite the declared table."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key of the bucket, which also encrypts the crawlers' logs"
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the key as an ARN, arn:<partition>:kms:<region>:<account>:key/<id>; an alias or a bare id will not do."
  }
}

variable "name" {
  type        = string
  description = "What the names of crawlers, role, classifier and security configuration begin with"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{1,56}$", var.name))
    error_message = "A name has at most 56 letters, digits, \"_\" and \"-\": the crawlers' role adds eight characters, and IAM stops at 64."
  }
}

variable "region" {
  type        = string
  description = "Region of the catalog"
  nullable    = false
}
