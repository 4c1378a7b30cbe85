resource "aws_s3_bucket" "data" {
  bucket = "data-lake-raw"
}

data "aws_canonical_user_id" "current" {}

resource "aws_s3_bucket_acl" "data" {
  bucket = aws_s3_bucket.data.id

  access_control_policy {
    owner {
      id = data.aws_canonical_user_id.current.id
    }

    grant {
      permission = "FULL_CONTROL"

      grantee {
        id   = data.aws_canonical_user_id.current.id
        type = "CanonicalUser"
      }
    }

    grant {
      permission = "READ"

      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}
