SELECT m.text, l.bin, sum(l.count) FROM latency l JOIN name m ON m.id = l.model
WHERE l.width = :width AND l.kind = 1 AND l.bucket >= :from AND l.bucket < :to GROUP BY m.text, l.bin
