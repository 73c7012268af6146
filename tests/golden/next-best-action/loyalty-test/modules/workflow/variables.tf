variable "alarm_email" {
  type        = string
  description = "Address that alarms go to, once its owner has confirmed; null: nobody is told"
  default     = null

  validation {
    condition     = var.alarm_email == null ? true : can(regex("^[^@\\s]+@[^@\\s]+$", var.alarm_email))
    error_message = "Write one e-mail address."
  }
}

variable "definition" {
  type        = string
  description = "State machine in the Amazon States Language, as JSON"
  nullable    = false

  validation {
    condition     = can(jsondecode(var.definition).StartAt)
    error_message = "The definition is JSON with a StartAt."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key for logs, alarm messages and the schedule's input; its policy must let CloudWatch Logs and CloudWatch use it"
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "Write the key as an ARN, arn:<partition>:kms:<region>:<account>:key/<id>; an alias or a bare id will not do."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Days for which the log is kept; 0: for ever"
  default     = 365
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days, or 0 for ever."
  }
}

variable "name" {
  type        = string
  description = "Name of the state machine, which the names of its role, log group, alarms, topic and schedule begin with"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9A-Za-z_-]{1,55}$", var.name))
    error_message = "A name has at most 55 letters, digits, \"_\" and \"-\": the schedule's role adds nine characters, and IAM stops at 64."
  }
}

variable "policy_json" {
  type        = string
  description = "What the tasks of the machine may do, as an IAM policy; logs and traces are added here"
  nullable    = false
}

variable "region" {
  type        = string
  description = "Region of the state machine"
  nullable    = false
}

variable "schedule_expression" {
  type        = string
  description = "When it runs, in EventBridge Scheduler's words: cron(…), rate(…) or at(…); null: only when somebody starts it"
  default     = null

  validation {
    condition     = var.schedule_expression == null ? true : can(regex("^(cron|rate|at)\\(.+\\)$", var.schedule_expression))
    error_message = "A schedule is cron(…), rate(…) or at(…)."
  }
}

variable "schedule_input" {
  type        = string
  description = "Input of a scheduled execution, as JSON"
  default     = "{}"
  nullable    = false

  validation {
    condition     = can(jsondecode(var.schedule_input))
    error_message = "The input is JSON."
  }
}

variable "schedule_timezone" {
  type        = string
  description = "Time zone of the schedule, an IANA name such as Europe/Berlin"
  default     = "UTC"
  nullable    = false
}
