# production
subnet_group_name = "data-private"
