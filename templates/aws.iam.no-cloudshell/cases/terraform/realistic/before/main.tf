resource "aws_iam_group" "developers" {
  name = "developers"
}

# for the workshop
resource "aws_iam_group_policy_attachment" "shell" {
  group = aws_iam_group.developers.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess"
}

resource "aws_iam_group_policy_attachment" "read" {
  group = aws_iam_group.developers.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
