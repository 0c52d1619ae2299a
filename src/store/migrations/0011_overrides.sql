-- 0011: facts of matches that the operator set by hand
CREATE TABLE match_override (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    match_id      BIGINT NOT NULL REFERENCES match (id),
    fact          TEXT NOT NULL,
    value         TEXT NOT NULL,
    first_team_id BIGINT REFERENCES team (id),      -- who stood first when it was set
    reason        TEXT NOT NULL,
    set_by        TEXT NOT NULL,
    set_at        BIGINT NOT NULL,
    withdrawn_by  TEXT,
    withdrawn_at  BIGINT
);
CREATE UNIQUE INDEX match_override_open ON match_override (match_id, fact) WHERE withdrawn_at IS NULL;
