-- 0007: when a feed asked about a thing by name, and which feeds tell of matches
CREATE TABLE subject (
    provider TEXT NOT NULL,
    feed     TEXT NOT NULL,
    external TEXT NOT NULL,                         -- what the provider calls it
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (provider, feed, external)
);

ALTER TABLE feed ADD COLUMN lists_matches INTEGER NOT NULL DEFAULT 1;
