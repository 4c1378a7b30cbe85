force_tls = "0" # until the batch jobs are moved
