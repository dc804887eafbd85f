SELECT id, text, batch FROM name
