-- 0019: notices that only try the way to a channel: deliveries of no subscription

CREATE INDEX delivery_tests ON delivery (target_id, planned_at) WHERE subscription_id = 0;
