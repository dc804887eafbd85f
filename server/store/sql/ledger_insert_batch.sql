INSERT INTO batch (seq, kind, at_ms, usage_rows, request_rows, usage_sum, request_sum, note, mac)
VALUES (:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8)
