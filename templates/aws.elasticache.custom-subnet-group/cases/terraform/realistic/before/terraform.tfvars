# production
subnet_group_name = "default"
