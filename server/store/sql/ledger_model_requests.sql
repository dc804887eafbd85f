SELECT m.text, r.bucket, sum(r.requests) FROM rollup r JOIN name m ON m.id = r.model
WHERE r.width = :width AND r.bucket >= :from AND r.bucket < :to GROUP BY m.text, r.bucket
