resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 100
  encrypted         = true
}

resource "aws_backup_selection" "volumes" {
  name         = "volumes"
  plan_id      = "0a1b2c3d"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
  resources    = [aws_ebs_volume.data.arn]
}
