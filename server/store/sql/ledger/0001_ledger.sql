CREATE TABLE name (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE usage (
    request_id          BLOB NOT NULL,
    attempt             INTEGER NOT NULL,
    started_ms          INTEGER NOT NULL,
    key_id              INTEGER NOT NULL,
    user                INTEGER NOT NULL,
    team                INTEGER NOT NULL,
    model               INTEGER NOT NULL,
    upstream_model      INTEGER NOT NULL,
    deployment          INTEGER NOT NULL,
    provider            INTEGER NOT NULL,
    price_version       INTEGER NOT NULL,
    priced              INTEGER NOT NULL,
    state               INTEGER NOT NULL,
    upstream_status     INTEGER NOT NULL,
    prompt_tokens       INTEGER NOT NULL,
    completion_tokens   INTEGER NOT NULL,
    cache_read_tokens   INTEGER NOT NULL,
    cache_write_tokens  INTEGER NOT NULL,
    reasoning_tokens    INTEGER NOT NULL,
    cost_nano           INTEGER NOT NULL,
    hold_nano           INTEGER NOT NULL,
    organisation_window INTEGER NOT NULL,
    team_window         INTEGER NOT NULL,
    user_window         INTEGER NOT NULL,
    key_window          INTEGER NOT NULL,
    PRIMARY KEY (request_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER usage_is_append_only_update BEFORE UPDATE ON usage BEGIN
    SELECT RAISE(ABORT, 'the usage ledger is append-only');
END;

CREATE TRIGGER usage_is_append_only_delete BEFORE DELETE ON usage BEGIN
    SELECT RAISE(ABORT, 'the usage ledger is append-only');
END;

CREATE TABLE request (
    request_id        BLOB PRIMARY KEY,
    started_ms        INTEGER NOT NULL,
    key_id            INTEGER NOT NULL,
    user              INTEGER NOT NULL,
    team              INTEGER NOT NULL,
    model             INTEGER NOT NULL,
    deployment        INTEGER NOT NULL,
    provider          INTEGER NOT NULL,
    surface           INTEGER NOT NULL,
    streamed          INTEGER NOT NULL,
    status            INTEGER NOT NULL,
    error             INTEGER NOT NULL,
    state             INTEGER NOT NULL,
    attempts          INTEGER NOT NULL,
    prompt_tokens     INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    cost_nano         INTEGER NOT NULL,
    priced            INTEGER NOT NULL,
    total_us          INTEGER NOT NULL,
    ttft_us           INTEGER NOT NULL,
    overhead_us       INTEGER NOT NULL,
    stages_us         BLOB NOT NULL,
    reason            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup (
    width             INTEGER NOT NULL,
    bucket            INTEGER NOT NULL,
    key_id            INTEGER NOT NULL,
    model             INTEGER NOT NULL,
    provider          INTEGER NOT NULL,
    user              INTEGER NOT NULL,
    team              INTEGER NOT NULL,
    requests          INTEGER NOT NULL,
    errors            INTEGER NOT NULL,
    prompt_tokens     INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    cost_nano         INTEGER NOT NULL,
    PRIMARY KEY (width, bucket, key_id, model, provider, user, team)
) STRICT, WITHOUT ROWID;

CREATE TABLE latency (
    width  INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    model  INTEGER NOT NULL,
    kind   INTEGER NOT NULL,
    bin    INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (width, bucket, model, kind, bin)
) STRICT, WITHOUT ROWID;

CREATE TABLE spend (
    kind         INTEGER NOT NULL,
    scope        TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    nano         INTEGER NOT NULL,
    PRIMARY KEY (kind, scope, window_start)
) STRICT, WITHOUT ROWID;
