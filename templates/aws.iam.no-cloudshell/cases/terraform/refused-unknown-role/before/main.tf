variable "role" {
  type = string
}

resource "aws_iam_role" "admin" {
  name               = "admin"
  assume_role_policy = file("trust.json")
}

resource "aws_iam_role_policy_attachment" "shell" {
  role       = var.role
  policy_arn = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess"
}
