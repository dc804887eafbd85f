UPDATE run SET ended = 0
