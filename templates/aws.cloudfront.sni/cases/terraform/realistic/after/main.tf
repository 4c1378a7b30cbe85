module "cdn" {
  source      = "./cdn"
  ssl_support = "sni-only"   # some set-top boxes
}
