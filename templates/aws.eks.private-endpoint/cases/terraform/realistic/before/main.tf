variable "public_api" {
  type    = bool
  default = true
}

resource "aws_eks_cluster" "shop" {
  name     = "shop"
  role_arn = "arn:aws:iam::123456789012:role/eks-shop"

  vpc_config {
    subnet_ids = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
    endpoint_public_access = var.public_api
    endpoint_private_access = true
    public_access_cidrs = ["203.0.113.0/24"] # office
  }
}
