SELECT kind, bin, sum(count) FROM latency WHERE width = ? AND bucket >= ? AND bucket < ? GROUP BY kind, bin ORDER BY kind, bin
