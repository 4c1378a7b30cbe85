module "reports" {
  source = "./modules/store"

  allow_version_upgrade = true # decided in 2021
}
