-- 0028: a team may stand in a ranking with several line-ups
ALTER TABLE ranking_row RENAME TO old_ranking_row;
DROP INDEX ranking_row_by_team;
CREATE TABLE ranking_row (
    ranking_id BIGINT NOT NULL REFERENCES ranking (id),
    team_id    BIGINT NOT NULL REFERENCES team (id),
    position   INTEGER NOT NULL,
    points     INTEGER,
    line_up    TEXT NOT NULL,                       -- JSON, nicknames
    PRIMARY KEY (ranking_id, team_id, line_up)
);
INSERT INTO ranking_row (ranking_id, team_id, position, points, line_up)
SELECT ranking_id, team_id, position, points, line_up FROM old_ranking_row;
DROP TABLE old_ranking_row;
CREATE INDEX ranking_row_by_team ON ranking_row (team_id);

-- Which row a merge moved is said by its line-up from now on.
UPDATE identity_move SET text_key = COALESCE(
    (SELECT ranking_row.line_up FROM ranking_row JOIN identity_operation ON identity_operation.other = ranking_row.team_id
     WHERE identity_operation.id = identity_move.operation_id AND ranking_row.ranking_id = identity_move.number_key),
    text_key)
WHERE reference = 'ranking_row.team_id';

-- What was left out because of that is listed from the next reading on.
UPDATE issue SET settled_at = last_seen_at, settled_reason = 'line-ups are told apart'
WHERE rule = 'one_place_per_team' AND subject LIKE 'ranking %' AND settled_at IS NULL;
