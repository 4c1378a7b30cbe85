variable "private_key" {
  type      = string
  sensitive = true
  default   = "set by the pipeline"
}

resource "aws_iam_server_certificate" "shop" {
  name             = "shop"
  certificate_body = <<-EOF
    -----BEGIN CERTIFICATE-----
    MIIBLzCB1wIUIkyN08V2ZLOAH+LgWSy0X8cW1BYwCgYIKoZIzj0EAwIwGzEZMBcG
    A1UEAwwQc2hvcC5leGFtcGxlLmNvbTAeFw0yNjExMjMwMDExMDNaFw0yNjExMjQw
    MDExMDNaMBsxGTAXBgNVBAMMEHNob3AuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIB
    BggqhkjOPQMBBwNCAAS+01qPyGGoL15uedXxbdh+2W0jz3n2J2m4jzMvyP1FHnEc
    jVbHEuSUTe+L1IxiR24Ea7QyMqsnMcbkKBek0zIOMAoGCCqGSM49BAMCA0cAMEQC
    IDGCNtZ0gId9xNlLPFbpGWP2GLDX7kMi7x9mD1iFItcgAiBFh7/USg+2IsbaqXhz
    UXLbf2kFTes+/QrYqI2R5BE0cQ==
    -----END CERTIFICATE-----
  EOF
  private_key      = var.private_key
}
