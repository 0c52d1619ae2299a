-- 0026: names are found however they are spaced
CREATE INDEX alias_by_letters ON alias (kind, REPLACE(folded, ' ', ''));
DROP INDEX alias_by_name;
