-- 0025: what a match has from its start, and a forfeit that was imposed
ALTER TABLE match ADD COLUMN first_advantage INTEGER;
ALTER TABLE match ADD COLUMN second_advantage INTEGER;
ALTER TABLE match ADD COLUMN disqualified INTEGER NOT NULL DEFAULT 0;
