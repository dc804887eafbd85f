SELECT ended, (SELECT max(request_id) FROM usage) FROM run
