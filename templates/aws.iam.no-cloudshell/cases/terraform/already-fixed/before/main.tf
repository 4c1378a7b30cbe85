resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = file("trust.json")
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.admin.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
