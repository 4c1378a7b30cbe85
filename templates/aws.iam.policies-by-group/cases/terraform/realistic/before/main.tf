# made for the monthly report
resource "aws_iam_user" "reporter" {
  name = "reporter"
}

resource "aws_iam_user_policy_attachment" "read" {
  user       = aws_iam_user.reporter.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_user_policy" "bucket" {
  name = "bucket"
  user = aws_iam_user.reporter.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_iam_user_group_membership" "reporter" {
  user = aws_iam_user.reporter.name
  groups = ["everybody"]
}
