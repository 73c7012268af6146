variable "expiration_days" {
  type        = number
  description = "Days after which an access log is deleted"
  default     = 365
  nullable    = false

  validation {
    condition     = var.expiration_days >= 1 && floor(var.expiration_days) == var.expiration_days
    error_message = "Access logs are kept for a whole number of days, at least 1."
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

variable "retain_data" {
  type        = bool
  description = "True: a destroy stops at this bucket while logs are in it; false: it deletes them"
  default     = true
  nullable    = false
}

variable "source_bucket_names" {
  type        = list(string)
  description = "Buckets whose access logs S3 may deliver here"
  nullable    = false

  validation {
    condition     = length(var.source_bucket_names) > 0
    error_message = "Name at least one bucket whose access logs come here."
  }
}
