resource "aws_s3control_multi_region_access_point" "data" {
  details {
    name = "acme-data"

    region {
      bucket = "acme-data-eu"
    }

    region {
      bucket = "acme-data-us"
    }
  }
}
