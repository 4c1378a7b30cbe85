locals { names = toset(["orders", "payments"]) }

# one for each service
resource "aws_s3_bucket" "data" {
  for_each = local.names
  bucket = "acme-${each.key}"
  tags = { Service = each.key }
}
