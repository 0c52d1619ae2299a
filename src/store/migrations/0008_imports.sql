-- 0008: how far files of past results were imported
CREATE TABLE import_file (
    digest     TEXT NOT NULL,                       -- of all its bytes
    source     TEXT NOT NULL,                       -- under which its rows are kept
    name       TEXT NOT NULL,                       -- as the operator called it last
    rows_done  BIGINT NOT NULL,
    rejected   BIGINT NOT NULL,                     -- of them
    created    BIGINT NOT NULL,                     -- matches that were new to us
    changed    BIGINT NOT NULL,                     -- matches that we had and that know more now
    begun_at   BIGINT NOT NULL,
    ended_at   BIGINT,                              -- NULL: it is not at its end yet
    PRIMARY KEY (digest, source)
);
