-- At most a day at a time.
DELETE FROM latency WHERE width = 60 AND bucket < min(?, (SELECT min(bucket) FROM latency WHERE width = 60) + 86400)
