SELECT max(request_id) FROM request
