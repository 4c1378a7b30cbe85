module "data" {
  source = "./bucket"
}
