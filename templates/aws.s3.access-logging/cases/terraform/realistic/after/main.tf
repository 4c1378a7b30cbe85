locals { names = toset(["orders", "payments"]) }

# one for each service
resource "aws_s3_bucket" "data" {
  for_each = local.names
  bucket = "acme-${each.key}"
  tags = { Service = each.key }
}

resource "aws_s3_bucket_logging" "data" {
  for_each = local.names

  bucket        = aws_s3_bucket.data[each.key].id
  target_prefix = "${aws_s3_bucket.data[each.key].id}/"
  target_bucket = "acme-access-logs"
}
