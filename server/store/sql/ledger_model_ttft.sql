SELECT m.text, l.bin, sum(l.count) FROM latency l JOIN name m ON m.id = l.model
WHERE l.width = 3600 AND l.kind = 1 AND l.bucket >= ? GROUP BY m.text, l.bin ORDER BY m.text, l.bin
