SELECT 1
-- Expect: 1
-- with out it: nothing
