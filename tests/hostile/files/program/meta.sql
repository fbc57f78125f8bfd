\! touch hacked
-- claim: x
select true;
