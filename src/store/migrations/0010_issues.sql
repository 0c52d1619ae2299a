-- 0010: what sources say that cannot be, or on which they differ
CREATE TABLE issue (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL,
    provider       TEXT NOT NULL,                   -- empty where several sources differ
    subject        TEXT NOT NULL,
    rule           TEXT NOT NULL,
    detail         TEXT NOT NULL,
    digest         TEXT NOT NULL,                   -- of the raw answer that showed it last
    first_seen_at  BIGINT NOT NULL,
    last_seen_at   BIGINT NOT NULL,
    settled_at     BIGINT,
    settled_reason TEXT
);
CREATE UNIQUE INDEX issue_open ON issue (kind, provider, subject, rule) WHERE settled_at IS NULL;
