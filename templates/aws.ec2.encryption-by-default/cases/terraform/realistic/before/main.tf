provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

variable "encrypt_disks" {
  description = "Whether new disks are encrypted, by region."
  type        = map(bool)
}

# Dublin
resource "aws_ebs_encryption_by_default" "ireland" {
  provider = aws.ireland
  enabled  = var.encrypt_disks["eu-west-1"]
}
