resource "aws_iam_user" "reporter" {
  name = "reporter"
}

resource "aws_iam_user_policy_attachment" "read" {
  user       = aws_iam_user.reporter.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
