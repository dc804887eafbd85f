DELETE FROM latency WHERE width = 60 AND bucket < ?
