resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 100
  encrypted         = true
}

resource "aws_backup_selection" "data" {
  resources    = [aws_ebs_volume.data.arn]
  name         = aws_ebs_volume.data.id
  plan_id      = "0a1b2c3d-1234-5678-9abc-0123456789ab"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
}
