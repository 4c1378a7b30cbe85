# made for the monthly report
resource "aws_iam_user" "reporter" {
  name = "reporter"
}

resource "aws_iam_user_group_membership" "reporter" {
  user = aws_iam_user.reporter.name
  groups = ["everybody", "readers"]
}
