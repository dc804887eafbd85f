SELECT min(bucket) FROM rollup WHERE width = ? AND bucket >= ?
