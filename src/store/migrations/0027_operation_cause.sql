-- 0027: which merge made another one follow, so that both are undone together
ALTER TABLE identity_operation ADD COLUMN cause BIGINT;
CREATE INDEX identity_operation_by_cause ON identity_operation (cause);
