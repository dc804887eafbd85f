-- At most five minutes at a time, and no minute that no hour holds yet.
DELETE FROM rollup
WHERE width = 60 AND bucket < min(?, (SELECT min(bucket) FROM rollup WHERE width = 60) + 300,
                                  (SELECT coalesce(max(until), 0) FROM rollup_width WHERE width = 3600))
