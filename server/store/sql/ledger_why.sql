SELECT said FROM why WHERE request_id = ?
