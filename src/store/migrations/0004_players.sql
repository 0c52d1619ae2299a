-- 0004: people, the teams they play for over time, and what they did
CREATE TABLE player (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    nickname       TEXT NOT NULL,
    first_name     TEXT,
    last_name      TEXT,
    nationality    TEXT,
    image_url      TEXT,
    retired_at     BIGINT,                          -- as an entity; see 0006
    retired_reason TEXT,
    merged_into    BIGINT REFERENCES player (id)
);

-- One stay of a player in a team.
CREATE TABLE roster_entry (
    team_id   BIGINT NOT NULL REFERENCES team (id),
    player_id BIGINT NOT NULL REFERENCES player (id),
    role      TEXT NOT NULL,
    since     BIGINT,
    until     BIGINT,                               -- NULL: still there
    provider  TEXT NOT NULL,                        -- who said so
    url       TEXT NOT NULL
);
CREATE INDEX roster_entry_by_team ON roster_entry (team_id, until);
CREATE INDEX roster_entry_by_player ON roster_entry (player_id);
-- Nobody is in one team twice at the same time, whoever writes at once.
CREATE UNIQUE INDEX roster_entry_open ON roster_entry (team_id, player_id) WHERE until IS NULL;

-- Who plays a match.
CREATE TABLE line_up (
    match_id  BIGINT NOT NULL REFERENCES match (id),
    slot      INTEGER NOT NULL,
    position  INTEGER NOT NULL,                     -- as the source orders them, from 1
    player_id BIGINT NOT NULL REFERENCES player (id),
    provider  TEXT NOT NULL,
    PRIMARY KEY (match_id, slot, player_id)
);
CREATE INDEX line_up_by_player ON line_up (player_id, match_id);

CREATE TABLE player_map_stats (
    match_id       BIGINT NOT NULL REFERENCES match (id),
    map            INTEGER NOT NULL,
    player_id      BIGINT NOT NULL REFERENCES player (id),
    slot           INTEGER NOT NULL,
    kills          INTEGER,
    deaths         INTEGER,
    assists        INTEGER,
    headshots      INTEGER,
    adr            DOUBLE PRECISION,
    kast           DOUBLE PRECISION,
    rating         DOUBLE PRECISION,
    rating_version TEXT NOT NULL,                   -- empty without a rating
    provider       TEXT NOT NULL,
    PRIMARY KEY (match_id, map, player_id)
);
CREATE INDEX player_map_stats_by_player ON player_map_stats (player_id, match_id);

INSERT INTO generation (topic, value) VALUES ('players', 1);
