SELECT seq, hash, mac FROM audit ORDER BY seq DESC LIMIT 1
