resource "aws_s3_bucket" "shop" {
  bucket = "acme-shop"
}

resource "aws_s3_bucket_website_configuration" "shop" {
  bucket = aws_s3_bucket.shop.id

  index_document {
    suffix = "index.html"
  }
}

resource "aws_cloudfront_distribution" "shop" {
  enabled = true

  origin {
    domain_name = aws_s3_bucket_website_configuration.shop.website_endpoint
    origin_id   = "shop"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "http-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
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
