-- Never of a request that is still there: its seal is over this, too.
DELETE FROM why WHERE request_id IN
    (SELECT request_id FROM why
     WHERE request_id < ? AND request_id < coalesce((SELECT min(request_id) FROM request), x'ffffffffffffffffffffffffffffffff')
     ORDER BY request_id LIMIT ?)
