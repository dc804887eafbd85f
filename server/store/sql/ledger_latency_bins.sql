SELECT kind, bin, sum(count) FROM latency WHERE width = :width AND bucket >= :from AND bucket < :to GROUP BY kind, bin ORDER BY kind, bin
