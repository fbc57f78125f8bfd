SELECT 1;
-- without it: nothing
-- claim: one
SELECT true;
