-- 0030: filters name a stage as people know it ("Swiss", "Playoffs") instead of in each source's words
UPDATE subscription SET stage = 'Swiss' WHERE LOWER(stage) IN ('high', 'mid', 'low');
UPDATE subscription SET stage = 'Playoffs'
WHERE LOWER(stage) LIKE '%quarterfinal%' OR LOWER(stage) LIKE '%semifinal%' OR LOWER(stage) LIKE 'round of%'
      OR LOWER(stage) LIKE 'upper bracket%' OR LOWER(stage) LIKE 'lower bracket%'
      OR LOWER(stage) IN ('final', 'finals', 'grand final', 'grand finals', 'third place match');
