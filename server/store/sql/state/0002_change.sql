-- What each audited change did to its object, so that it can be shown and taken back. `seq` is the audit row.
CREATE TABLE change (
    seq           INTEGER PRIMARY KEY REFERENCES audit (seq),
    before        TEXT,
    after         TEXT,
    sealed_before BLOB,
    sealed_after  BLOB
) STRICT;

CREATE INDEX audit_object ON audit (resource, object_id, seq);
