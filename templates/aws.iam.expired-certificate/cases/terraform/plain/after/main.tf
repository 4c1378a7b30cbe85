variable "private_key" {
  type      = string
  sensitive = true
  default   = "set by the pipeline"
}
