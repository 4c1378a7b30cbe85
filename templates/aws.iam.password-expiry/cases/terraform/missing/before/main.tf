terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.80" }
  }
}

provider "aws" {
  region = "eu-west-1"
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "acme-audit"
}
