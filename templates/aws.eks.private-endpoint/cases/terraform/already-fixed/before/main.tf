resource "aws_eks_cluster" "shop" {
  name     = "shop"
  role_arn = "arn:aws:iam::123456789012:role/eks-shop"

  vpc_config {
    subnet_ids              = ["subnet-0a1b2c3d", "subnet-0b2c3d4e"]
    endpoint_public_access  = false
    endpoint_private_access = true
  }
}
