module "cdn" {
  source      = "./cdn"
  ssl_support = "vip"   # some set-top boxes
}
