SELECT min(bucket) FROM rollup WHERE width = 60
