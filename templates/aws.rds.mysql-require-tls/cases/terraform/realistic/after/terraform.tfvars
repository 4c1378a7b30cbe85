force_tls = "1" # until the batch jobs are moved
