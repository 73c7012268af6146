variable "access_log_bucket_name" {
  type        = string
  description = "Bucket that S3 delivers the access logs to, below <name>/"
  nullable    = false
}

variable "expirations" {
  type        = map(number)
  description = "Days after which objects are deleted, by prefix such as \"query-results/\"; others stay"
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for days in var.expirations : days >= 1 && floor(days) == days])
    error_message = "Objects are kept for a whole number of days, at least 1."
  }

  validation {
    condition     = alltrue([for prefix in keys(var.expirations) : can(regex("^[^/].*/$", prefix))])
    error_message = "A prefix has no leading and a closing slash, such as \"query-results/\"."
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

variable "name" {
  type        = string
  description = "Name of the bucket"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits and inner hyphens."
  }
}

variable "noncurrent_version_days" {
  type        = number
  description = "Days for which an overwritten or deleted object can be brought back"
  default     = 30
  nullable    = false

  validation {
    condition     = var.noncurrent_version_days >= 1 && floor(var.noncurrent_version_days) == var.noncurrent_version_days
    error_message = "Old versions are kept for a whole number of days, at least 1."
  }
}

variable "reading_services" {
  type        = map(string)
  description = "AWS services that may read the objects, each with the pattern of the ARNs that it may do so for; only for this account"
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for service, arn in var.reading_services : can(regex("^[a-z0-9.-]+[.]amazonaws[.]com([.]cn)?$", service)) && startswith(arn, "arn:")])
    error_message = "Name each service as policies do, such as personalize.amazonaws.com, with a pattern of ARNs, such as arn:aws:personalize:<region>:<account>:*."
  }
}

variable "retain_data" {
  type        = bool
  description = "True: a destroy stops at this bucket while objects are in it; false: it deletes them"
  default     = true
  nullable    = false
}
