-- results that no longer pass since an item was voided: the home of staff counts them at every look, and they are few
CREATE INDEX result_revision_lost ON result_revision (attempt_id, number) WHERE passes = 0;
