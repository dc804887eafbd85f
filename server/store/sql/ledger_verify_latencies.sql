SELECT width, bucket, model, kind, bin, count FROM latency
