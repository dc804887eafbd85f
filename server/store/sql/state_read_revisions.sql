SELECT resource, number FROM revision
