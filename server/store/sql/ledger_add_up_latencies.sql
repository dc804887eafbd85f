INSERT INTO latency
SELECT :width, bucket / :width2 * :width3, model, kind, bin, count FROM latency WHERE width = :finer AND bucket = :bucket
ON CONFLICT DO UPDATE SET count = count + excluded.count
