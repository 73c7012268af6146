variable "bucket_name" {
  type        = string
  description = "Bucket for the raw data"
  nullable    = false
}

variable "date" {
  type        = string
  description = "Day whose partition the files go to, as YYYY-MM-DD"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", var.date)) && can(formatdate("YYYY", "${var.date}T00:00:00Z"))
    error_message = "Write a day of the calendar as YYYY-MM-DD."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the objects"
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the key as an ARN, arn:<partition>:kms:<region>:<account>:key/<id>; an alias or a bare id will not do."
  }
}

variable "path" {
  type        = string
  description = "Local folder with one sub-folder a source"
  nullable    = false
}

variable "sources" {
  type        = set(string)
  description = "Folders below the path, as the bucket has them, each with its closing slash; none inside another"
  nullable    = false

  validation {
    condition     = alltrue([for source in var.sources : can(regex("^[^/].*/$", source))])
    error_message = "A source is a folder without a leading and with a closing slash, such as \"ratings/\"."
  }
}
