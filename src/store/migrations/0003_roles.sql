-- 0003: what the roles remember and who owns which role
CREATE TABLE lease (
    name       TEXT PRIMARY KEY,
    owner      TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
-- Tells databases apart that share one Redis.
INSERT INTO state (key, value) VALUES ('installation',
    -- only: postgres
    CAST(gen_random_uuid() AS TEXT)
    -- only: sqlite
    lower(hex(randomblob(16)))
);

CREATE TABLE feed (
    provider     TEXT NOT NULL,
    feed         TEXT NOT NULL,
    succeeded_at BIGINT,
    tried_at     BIGINT,
    failures     BIGINT NOT NULL,                   -- in a row
    last_error   TEXT NOT NULL,
    PRIMARY KEY (provider, feed)
);
