variable "private_key" {
  type      = string
  sensitive = true
}
