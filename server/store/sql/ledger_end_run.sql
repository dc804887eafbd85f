UPDATE run SET ended = 1
