variable "name" {
  type        = string
  description = "Name of what the key is for; the alias is alias/<name>"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9/_-]{1,250}$", var.name)) && !startswith(var.name, "aws/")
    error_message = "An alias takes letters, digits, \"/\", \"_\" and \"-\", and must not begin with aws/."
  }
}

variable "region" {
  type        = string
  description = "Region of the key, whose log service may use it"
  nullable    = false
}
