DELETE FROM deployment WHERE id = ?
