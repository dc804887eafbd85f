SELECT m.text, r.bucket, sum(r.requests) FROM rollup r JOIN name m ON m.id = r.model
WHERE r.width = 3600 AND r.bucket >= ? GROUP BY m.text, r.bucket
