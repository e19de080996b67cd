-- what a version says of itself: what was done to the file in a step, that a step was taken back, which parts of a twin are still right
ALTER TABLE workshop_version ADD COLUMN said TEXT;
