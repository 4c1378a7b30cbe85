variable "name" { type = string }
variable "key" {
  type    = string
  default = ""
}

resource "aws_sns_topic" "this" {
  name = var.name
  # empty: not encrypted
  kms_master_key_id = var.key
  tags = { Team = "platform" }
}

output "arn" { value = aws_sns_topic.this.arn }
