-- 0031: ratings of teams, and probabilities as they were when their match began
-- Learned anew from all results; without references, since what was merged or withdrawn drops out with the next pass.
CREATE TABLE team_rating (
    team_id  BIGINT PRIMARY KEY,
    mean     DOUBLE PRECISION NOT NULL,             -- of the side that it fielded last, in logits
    variance DOUBLE PRECISION NOT NULL,
    at       BIGINT NOT NULL                        -- when it was learned
);

CREATE TABLE match_rating (
    match_id      BIGINT PRIMARY KEY,
    first_before  DOUBLE PRECISION NOT NULL,        -- means of both sides, before and after the result
    first_after   DOUBLE PRECISION NOT NULL,
    second_before DOUBLE PRECISION NOT NULL,
    second_after  DOUBLE PRECISION NOT NULL
);

-- Never changed, whatever becomes known later: how good predictions were is told from these alone.
CREATE TABLE prediction (
    match_id       BIGINT PRIMARY KEY REFERENCES match (id),
    at             BIGINT NOT NULL,                 -- when it was written down, at the beginning of the match
    first_team_id  BIGINT NOT NULL,
    probability    DOUBLE PRECISION NOT NULL,       -- that this team wins
    deviation      DOUBLE PRECISION NOT NULL,       -- of the difference of both sides, in logits
    first_line_up  TEXT NOT NULL,                   -- JSON, players; empty where the last one was assumed
    second_line_up TEXT NOT NULL,
    version        INTEGER NOT NULL                 -- of the model
);
