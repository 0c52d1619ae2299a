-- 0005: how teams stand: rankings, standings, placements
CREATE TABLE ranking (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    system    TEXT NOT NULL,
    published BIGINT NOT NULL,
    provider  TEXT NOT NULL,
    url       TEXT NOT NULL,
    UNIQUE (system, published)
);

CREATE TABLE ranking_row (
    ranking_id BIGINT NOT NULL REFERENCES ranking (id),
    team_id    BIGINT NOT NULL REFERENCES team (id),
    position   INTEGER NOT NULL,
    points     INTEGER,
    line_up    TEXT NOT NULL,                       -- JSON, nicknames
    PRIMARY KEY (ranking_id, team_id)
);
CREATE INDEX ranking_row_by_team ON ranking_row (team_id);

CREATE TABLE standing (
    tournament_id BIGINT NOT NULL REFERENCES tournament (id),
    stage         TEXT NOT NULL,
    team_id       BIGINT NOT NULL REFERENCES team (id),
    position      INTEGER NOT NULL,
    wins          INTEGER,
    draws         INTEGER,
    losses        INTEGER,
    map_wins      INTEGER,
    map_losses    INTEGER,
    points        INTEGER,
    advances      INTEGER,
    provider      TEXT NOT NULL,
    PRIMARY KEY (tournament_id, stage, team_id)
);

CREATE TABLE placement (
    tournament_id BIGINT NOT NULL REFERENCES tournament (id),
    team_id       BIGINT NOT NULL REFERENCES team (id),
    best          INTEGER NOT NULL,                 -- 3 to 4: the third place was not played out
    worst         INTEGER NOT NULL,
    prize         TEXT,
    provider      TEXT NOT NULL,
    PRIMARY KEY (tournament_id, team_id)
);
CREATE INDEX placement_by_team ON placement (team_id);

INSERT INTO generation (topic, value) VALUES ('tables', 1);
