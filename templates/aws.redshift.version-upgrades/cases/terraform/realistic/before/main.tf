module "reports" {
  source = "./modules/store"

  allow_version_upgrade = false # decided in 2021
}
