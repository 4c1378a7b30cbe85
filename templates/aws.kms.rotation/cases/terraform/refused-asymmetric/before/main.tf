resource "aws_kms_key" "tokens" {
  description              = "Tokens"
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "RSA_2048"
}
