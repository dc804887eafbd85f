DELETE FROM user WHERE id = ?
