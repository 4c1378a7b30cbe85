# production
internet_gateway_block_mode = "off"
