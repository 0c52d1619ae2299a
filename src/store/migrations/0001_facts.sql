-- 0001: facts, who said them, and what changed
-- Times are Unix milliseconds, truth values 0 and 1, slots 0 and 1 in the match's orientation; see docs/schema.md.

CREATE TABLE team (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    acronym  TEXT,
    country  TEXT,
    logo_url TEXT
);

CREATE TABLE tournament (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    tier      TEXT,
    region    TEXT,
    country   TEXT,
    venue     TEXT,
    prize     TEXT,
    starts_at BIGINT,
    ends_at   BIGINT,
    logo_url  TEXT
);

CREATE TABLE match (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    revision              BIGINT NOT NULL,          -- counts every stored change of the row
    tournament_id         BIGINT REFERENCES tournament (id),
    first_team_id         BIGINT REFERENCES team (id),
    first_name            TEXT NOT NULL,
    second_team_id        BIGINT REFERENCES team (id),
    second_name           TEXT NOT NULL,
    stage                 TEXT NOT NULL,
    status                TEXT NOT NULL,
    best_of               INTEGER,
    scheduled_at          BIGINT,
    time_is_exact         INTEGER NOT NULL,
    original_scheduled_at BIGINT,
    started_at            BIGINT,
    ended_at              BIGINT,
    calendar_at           BIGINT,                   -- time_of(match), which every list is ordered by
    first_score           INTEGER,
    second_score          INTEGER,
    winner                INTEGER,
    draw                  INTEGER NOT NULL,
    forfeit               INTEGER NOT NULL,
    veto                  TEXT NOT NULL,            -- JSON, as are the next two
    streams               TEXT NOT NULL,
    links                 TEXT NOT NULL
);
CREATE INDEX match_by_time ON match (calendar_at, status);
CREATE INDEX match_by_status ON match (status, calendar_at);
CREATE INDEX match_by_tournament ON match (tournament_id, status, calendar_at);
CREATE INDEX match_by_first_team ON match (first_team_id, calendar_at);
CREATE INDEX match_by_second_team ON match (second_team_id, calendar_at);

CREATE TABLE match_map (
    match_id     BIGINT NOT NULL REFERENCES match (id),
    number       INTEGER NOT NULL,                  -- position in the series, from 1
    name         TEXT,
    status       TEXT NOT NULL,
    first_score  INTEGER,
    second_score INTEGER,
    winner       INTEGER,
    picked_by    INTEGER,
    halves       TEXT NOT NULL,                     -- JSON
    forfeit      INTEGER NOT NULL,
    started_at   BIGINT,
    ended_at     BIGINT,
    duration_s   BIGINT,
    PRIMARY KEY (match_id, number)
);

-- Every name that a team or tournament was given, folded for comparison, and who gave it first.
CREATE TABLE alias (
    kind     TEXT NOT NULL,                         -- team, tournament
    ours     BIGINT NOT NULL,
    folded   TEXT NOT NULL,
    name     TEXT NOT NULL,
    provider TEXT NOT NULL,
    PRIMARY KEY (kind, ours, folded)
);
CREATE INDEX alias_by_name ON alias (kind, folded);

-- What a source calls the things that we know under our own ids.
CREATE TABLE external_id (
    provider TEXT NOT NULL,
    kind     TEXT NOT NULL,                         -- team, tournament, match
    external TEXT NOT NULL,
    ours     BIGINT NOT NULL,
    PRIMARY KEY (provider, kind, external)
);

-- The latest word of each source about a match.
CREATE TABLE sighting (
    provider    TEXT NOT NULL,
    external_id TEXT NOT NULL,
    match_id    BIGINT NOT NULL REFERENCES match (id),
    url         TEXT NOT NULL,
    facts       TEXT NOT NULL,                      -- JSON
    digest      TEXT NOT NULL,                      -- of facts, so that an unchanged one is not read to be compared
    seen_at     BIGINT NOT NULL,
    PRIMARY KEY (provider, external_id)
);
CREATE INDEX sighting_by_match ON sighting (match_id);

CREATE TABLE change (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    match_id BIGINT NOT NULL REFERENCES match (id),
    at       BIGINT NOT NULL,                       -- when we learned it
    kind     TEXT NOT NULL,
    detail   TEXT NOT NULL                          -- JSON
);
CREATE INDEX change_by_match ON change (match_id);

-- Counts the writes of each topic, in the same transaction as the rows: what was read under an older generation is stale.
CREATE TABLE generation (
    topic TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO generation (topic, value) VALUES ('matches', 1), ('names', 1), ('feeds', 1), ('guilds', 1);
