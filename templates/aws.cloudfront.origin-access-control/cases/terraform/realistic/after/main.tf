resource "aws_s3_bucket" "shop" {
  bucket = "acme-shop"
}

# static files
resource "aws_cloudfront_distribution" "shop" {
  enabled = true

  origin {
    domain_name              = aws_s3_bucket.shop.bucket_regional_domain_name
    origin_id                = "shop"
    origin_path              = "/site"
    origin_access_control_id = "E2QWRUHAPOMQZL"
  }

  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "shop"
    viewer_protocol_policy = "redirect-to-https"
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}
