# production
master_username = "reports_owner"
