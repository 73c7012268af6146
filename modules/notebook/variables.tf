variable "data_analysis_bucket_name" {
  type        = string
  description = "Bucket that the notebook may write to, and that its notebooks come from"
  nullable    = false
}

variable "database_name" {
  type        = string
  description = "Glue database whose tables the notebook may query"
  nullable    = false
}

variable "idle_stop_minutes" {
  type        = number
  description = "Minutes without activity after which the instance stops itself; null: never"
  default     = null

  validation {
    condition     = var.idle_stop_minutes == null ? true : var.idle_stop_minutes >= 5 && floor(var.idle_stop_minutes) == var.idle_stop_minutes
    error_message = "The instance looks every five minutes whether it is idle, so write a whole number of minutes, at least 5."
  }
}

variable "instance_type" {
  type        = string
  description = "SageMaker instance type, such as ml.t3.medium"
  default     = "ml.t3.medium"
  nullable    = false

  validation {
    condition     = startswith(var.instance_type, "ml.")
    error_message = "SageMaker's instance types begin with \"ml.\"."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key of the buckets, which also encrypts the instance's volume"
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the key as an ARN, arn:<partition>:kms:<region>:<account>:key/<id>; an alias or a bare id will not do."
  }
}

variable "name" {
  type        = string
  description = "Name of the notebook instance, its lifecycle configuration and, with -notebook added, its role"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9](-*[a-zA-Z0-9])*$", var.name)) && length(var.name) <= 55
    error_message = "A name has at most 55 letters, digits and inner hyphens."
  }
}

variable "notebooks_path" {
  type        = string
  description = "Local folder whose files are uploaded and copied into the instance; hidden ones are left out"
  nullable    = false
}

variable "prepared_data_bucket_name" {
  type        = string
  description = "Bucket of the prepared data, which the notebook may read, and of the query results, which it may write"
  nullable    = false
}

variable "query_results_prefix" {
  type        = string
  description = "Folder of the prepared data's bucket that the workgroup writes results to, with its closing slash"
  nullable    = false
}

variable "raw_data_bucket_name" {
  type        = string
  description = "Bucket of the raw data, which the notebook may read"
  nullable    = false
}

variable "region" {
  type        = string
  description = "Region of the notebook"
  nullable    = false
}

variable "security_group_ids" {
  type        = list(string)
  description = "Security groups of the notebook in its subnet, at most five; empty: the default one of the VPC"
  default     = []
  nullable    = false

  validation {
    condition     = length(var.security_group_ids) <= 5
    error_message = "AWS takes at most five security groups."
  }

  validation {
    condition     = length(var.security_group_ids) == 0 || var.subnet_id != null
    error_message = "Security groups belong to a subnet: name a subnet_id as well."
  }
}

variable "subnet_id" {
  type        = string
  description = "Subnet of the notebook, which then has no internet access but the VPC's; null: SageMaker's own VPC with internet access"
  default     = null
}

variable "volume_size_gb" {
  type        = number
  description = "Size of the volume in GB, 5 to 16384; it can grow later, not shrink"
  default     = 20
  nullable    = false

  validation {
    condition     = var.volume_size_gb >= 5 && var.volume_size_gb <= 16384 && floor(var.volume_size_gb) == var.volume_size_gb
    error_message = "A volume has 5 to 16384 GB."
  }
}

variable "workgroup_name" {
  type        = string
  description = "Athena workgroup that the notebook runs queries in"
  nullable    = false
}
