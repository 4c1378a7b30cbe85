# agreed in 2018
require_symbols = false
