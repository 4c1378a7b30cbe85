variable "public_policies" {
  type    = bool
  default = true # for the open data set
}

resource "aws_s3_access_point" "data" {
  bucket = "acme-data"
  name   = "partners"

  public_access_block_configuration {
    block_public_acls = true
    block_public_policy = !var.public_policies
    ignore_public_acls = true
  }
}
