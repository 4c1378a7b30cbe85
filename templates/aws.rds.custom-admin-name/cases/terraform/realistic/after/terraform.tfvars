# production
username = "orders_owner"
