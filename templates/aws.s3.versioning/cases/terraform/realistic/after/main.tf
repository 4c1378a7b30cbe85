module "data" {
  source = "./bucket"
  name = "acme-data"
  versions = "Enabled" # too expensive in 2020
}
