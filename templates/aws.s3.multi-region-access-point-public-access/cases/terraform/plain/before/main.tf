resource "aws_s3control_multi_region_access_point" "data" {
  details {
    name = "acme-data"

    public_access_block {
      block_public_acls       = false
      block_public_policy     = false
      ignore_public_acls      = false
      restrict_public_buckets = false
    }

    region {
      bucket = "acme-data-eu"
    }

    region {
      bucket = "acme-data-us"
    }
  }
}
