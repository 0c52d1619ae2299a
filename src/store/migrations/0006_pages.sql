-- 0006: the page behind each fact, things that were retired, and changes that are not of a match
ALTER TABLE team ADD COLUMN region TEXT;
ALTER TABLE team ADD COLUMN disbanded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tournament ADD COLUMN city TEXT;
ALTER TABLE tournament ADD COLUMN organizer TEXT;

-- Where a reader can check what the source says, and when it said so last.
ALTER TABLE external_id ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE external_id ADD COLUMN seen_at BIGINT;
CREATE INDEX external_id_by_ours ON external_id (kind, ours);

-- Nothing is deleted. What turned out wrong is retired with a reason, and what was a double says into which it was merged.
ALTER TABLE team ADD COLUMN retired_at BIGINT;
ALTER TABLE team ADD COLUMN retired_reason TEXT;
ALTER TABLE team ADD COLUMN merged_into BIGINT REFERENCES team (id);
ALTER TABLE tournament ADD COLUMN retired_at BIGINT;
ALTER TABLE tournament ADD COLUMN retired_reason TEXT;
ALTER TABLE tournament ADD COLUMN merged_into BIGINT REFERENCES tournament (id);
ALTER TABLE match ADD COLUMN retired_at BIGINT;
ALTER TABLE match ADD COLUMN retired_reason TEXT;
ALTER TABLE match ADD COLUMN merged_into BIGINT REFERENCES match (id);

-- A change may be of a match, of a player in a team, or of neither.
ALTER TABLE change ADD COLUMN team_id BIGINT REFERENCES team (id);
ALTER TABLE change ADD COLUMN player_id BIGINT REFERENCES player (id);
-- only: postgres
ALTER TABLE change ALTER COLUMN match_id DROP NOT NULL;
-- SQLite cannot take a constraint from a column, so the table is written anew.
-- only: sqlite
CREATE TABLE change_0006 (id INTEGER PRIMARY KEY, match_id BIGINT REFERENCES match (id), at BIGINT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL, team_id BIGINT REFERENCES team (id), player_id BIGINT REFERENCES player (id));
-- only: sqlite
INSERT INTO change_0006 SELECT id, match_id, at, kind, detail, team_id, player_id FROM change;
-- only: sqlite
DROP TABLE change;
-- only: sqlite
ALTER TABLE change_0006 RENAME TO change;
-- only: sqlite
CREATE INDEX change_by_match ON change (match_id);
CREATE INDEX change_by_team ON change (team_id);
CREATE INDEX change_by_player ON change (player_id);
