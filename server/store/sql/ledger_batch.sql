SELECT seq, kind, at_ms, usage_rows, request_rows, usage_sum, request_sum, note, mac FROM batch WHERE seq = ?
