SELECT count(*) FROM usage u LEFT JOIN request r ON r.request_id = u.request_id
WHERE r.request_id IS NULL AND u.request_id >= coalesce((SELECT before_id FROM retention), x'')
