module "keys" {
  source = "./keys"

  keys = {
    orders   = { description = "Orders", rotation = true } # imported from the old account
    payments = { description = "Payments", rotation = true }
  }
}
