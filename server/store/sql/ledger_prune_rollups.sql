-- At most a day at a time.
DELETE FROM rollup WHERE width = 60 AND bucket < min(?, (SELECT min(bucket) FROM rollup WHERE width = 60) + 86400)
