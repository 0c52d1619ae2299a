-- 0013: which names changed, so that nobody reads all of them to see one
-- One row for each team, player or tournament whose names, country or team changed since this table exists.
CREATE TABLE name_change (
    kind       TEXT NOT NULL,
    ours       BIGINT NOT NULL,
    generation BIGINT NOT NULL,                     -- of the topic names, when it changed last
    PRIMARY KEY (kind, ours)
);
CREATE INDEX name_change_by_generation ON name_change (generation);
