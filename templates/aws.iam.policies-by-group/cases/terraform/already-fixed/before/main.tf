resource "aws_iam_user" "reporter" {
  name = "reporter"
}
