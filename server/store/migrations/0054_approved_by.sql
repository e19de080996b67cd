-- who approved what is to be published at a time: their word counts as long as they may review the course
ALTER TABLE workshop_schedule ADD COLUMN approved_by TEXT;
UPDATE workshop_schedule SET approved_by = (SELECT r.decided_by FROM workshop_review r
    WHERE r.course = workshop_schedule.course AND r.digest = workshop_schedule.approved AND r.state = 'approved');
