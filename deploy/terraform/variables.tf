variable "name" {
  description = "The name of everything that is made, and the beginning of longer names."
  type        = string
  default     = "sprinkler"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name has small letters, digits and hyphens, 31 at most."
  }
}

variable "findings_url" {
  description = "Where EventBridge posts findings: https://HOST/findings. Null: it does not."
  type        = string
  default     = null

  validation {
    condition     = var.findings_url == null || can(regex("^https://[^/?#]+/findings$", var.findings_url))
    error_message = "The URL is https and ends in /findings."
  }
}

variable "findings_token" {
  description = "A token for POST /findings. It is kept in the state and in Secrets Manager."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.findings_token == null || try(length(var.findings_token) >= 16, false)
    error_message = "The token has at least 16 characters."
  }
}

variable "queue" {
  description = "Whether EventBridge writes findings to a queue that Sprinkler empties."
  type        = bool
  default     = true
}

variable "config_rules" {
  description = "Whether changes of compliance with AWS Config's rules are sent, too."
  type        = bool
  default     = true
}

variable "reader_principal" {
  description = "The ARN of the role or user that Sprinkler runs as, which may assume the reader role. Null: no reader role is made."
  type        = string
  default     = null
}

variable "external_id" {
  description = "What must be said when the reader role is assumed. Needed where Sprinkler runs in another organisation."
  type        = string
  default     = null
}

variable "write_back" {
  description = "Whether findings may be marked as notified, with a note that names the pull request."
  type        = bool
  default     = false
}

variable "aggregators" {
  description = "Whether AWS Config's aggregators may be read."
  type        = bool
  default     = false
}

variable "state_locations" {
  description = "Where Terraform state may be read: bucket and prefix of keys."
  type = list(object({
    bucket = string
    prefix = string
  }))
  default = []
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
