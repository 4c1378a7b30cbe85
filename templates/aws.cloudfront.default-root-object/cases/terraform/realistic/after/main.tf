module "cdn" {
  source = "./cdn"   # one for each site
  root_object = "index.html"
}
