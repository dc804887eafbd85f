INSERT INTO latency (width, bucket, model, kind, bin, count) VALUES (:v0, :v1, :v2, :v3, :v4, :v5)
ON CONFLICT DO UPDATE SET count = count + excluded.count
