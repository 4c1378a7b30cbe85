# production
authorization_type = "AWS_IAM"
