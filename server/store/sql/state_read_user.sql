SELECT definition, NULL FROM user WHERE id = ?
