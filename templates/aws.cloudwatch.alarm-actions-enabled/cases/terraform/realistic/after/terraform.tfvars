page_on_call=true
