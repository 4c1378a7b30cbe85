resource "aws_s3_bucket" "logs" {
  bucket = "example-balancer-logs"
}

resource "aws_lb" "web" {
  subnets = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }
}
