UPDATE run SET began_ms = ?, ended = 0
