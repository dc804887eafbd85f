INSERT INTO latency (width, bucket, model, kind, bin, count) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET count = count + excluded.count
