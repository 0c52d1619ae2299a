-- 0009: which of our things are the same: doubts, and what was done about them

-- Two of ours that may be one: recognised with some points, but not with enough of them.
CREATE TABLE review (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,                      -- team, player, tournament, match
    ours        BIGINT NOT NULL,                    -- the newer one
    candidate   BIGINT NOT NULL,
    points      INTEGER NOT NULL,
    parts       TEXT NOT NULL,                      -- JSON: why, each with its points
    provider    TEXT NOT NULL,                      -- who spoke, and what it said
    external    TEXT NOT NULL,
    observation TEXT NOT NULL,
    noted_at    BIGINT NOT NULL,
    state       TEXT NOT NULL,                      -- open, merged, apart
    decided_at  BIGINT,
    decided_by  TEXT,
    UNIQUE (kind, ours, candidate)
);
CREATE INDEX review_by_state ON review (state, kind);

-- A merge, a split or a retirement. Nothing is deleted, and each can be undone.
CREATE TABLE identity_operation (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    operation TEXT NOT NULL,                        -- merge, split, retire
    kind      TEXT NOT NULL,
    ours      BIGINT NOT NULL,                      -- which was merged away, split up or retired
    other     BIGINT,                               -- into which it was merged, or what was split off it
    by_whom   TEXT NOT NULL,                        -- a person, or ingest
    reason    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT
);

-- The rows that an operation moved from one of ours to the other, by their keys, so that the same rows go back.
CREATE TABLE identity_move (
    operation_id BIGINT NOT NULL REFERENCES identity_operation (id),
    reference    TEXT NOT NULL,                     -- table and column
    number_key   BIGINT NOT NULL,
    text_key     TEXT NOT NULL,
    PRIMARY KEY (operation_id, reference, number_key, text_key)
);

CREATE INDEX team_by_survivor ON team (merged_into);
CREATE INDEX player_by_survivor ON player (merged_into);
CREATE INDEX tournament_by_survivor ON tournament (merged_into);
CREATE INDEX match_by_survivor ON match (merged_into);
