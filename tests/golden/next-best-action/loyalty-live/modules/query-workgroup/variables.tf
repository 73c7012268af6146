variable "bytes_scanned_cutoff" {
  type        = number
  description = "Bytes after which Athena cancels a query (which is billed all the same); null: no limit"
  default     = null

  validation {
    condition     = var.bytes_scanned_cutoff == null ? true : var.bytes_scanned_cutoff >= 10485760
    error_message = "The least cutoff that AWS takes is 10485760 bytes (10 MiB)."
  }
}

variable "database_name" {
  type        = string
  description = "Glue database that the queries read"
  nullable    = false
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the results"
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the key as an ARN, arn:<partition>:kms:<region>:<account>:key/<id>; an alias or a bare id will not do."
  }
}

variable "name" {
  type        = string
  description = "Name of the workgroup, which the named queries' names begin with"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9._-]{1,90}$", var.name))
    error_message = "A workgroup's name has at most 90 letters, digits, \".\", \"_\" and \"-\": the queries' names are longer, and Athena stops at 128."
  }
}

variable "preparation_queries" {
  type = map(object({
    description = string
    query       = string
  }))
  description = "Queries by dataset, each one SELECT; they become <name>-prepare-<dataset>"
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for query in var.preparation_queries : length(query.query) > 0 && length(query.description) > 0 && length(query.description) <= 1024])
    error_message = "A query has a text, and a description of 1 to 1024 characters."
  }
}

variable "region" {
  type        = string
  description = "Region of the workgroup"
  nullable    = false
}

variable "results_bucket_name" {
  type        = string
  description = "Bucket that the results are written to"
  nullable    = false
}

variable "results_prefix" {
  type        = string
  description = "Folder of the bucket that the results are written to, with its closing slash"
  default     = "query-results/"
  nullable    = false

  validation {
    condition     = can(regex("^[^/].*/$", var.results_prefix))
    error_message = "A prefix has no leading and a closing slash, such as \"query-results/\"."
  }
}
