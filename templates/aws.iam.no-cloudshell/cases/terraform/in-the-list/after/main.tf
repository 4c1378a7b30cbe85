resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = file("trust.json")
  managed_policy_arns = [
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
  ]
}
