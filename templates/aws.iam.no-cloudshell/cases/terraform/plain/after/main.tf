resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = file("trust.json")
}
