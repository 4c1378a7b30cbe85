resource "aws_s3_bucket" "data" {
  bucket = "data-lake-raw"

  grant {
    type        = "Group"
    permissions = ["READ"]
    uri         = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
  }
}
