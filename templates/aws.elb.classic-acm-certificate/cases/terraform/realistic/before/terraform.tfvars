certificate = "arn:aws:iam::123456789012:server-certificate/shop-2019" # bought in 2019
