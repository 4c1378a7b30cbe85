locals { block_policies = false }

resource "aws_s3control_multi_region_access_point" "data" {
  details {
    name = "acme-data"

    public_access_block {
      block_public_policy = local.block_policies
      restrict_public_buckets = true
    }

    region {
      bucket = "acme-data-eu"
    }

    region {
      bucket = "acme-data-us"
    }
  }
}
