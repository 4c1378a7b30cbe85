module "ledger" {
  source = "./modules/store"

  deletion_protection = true # decided in 2021
}
