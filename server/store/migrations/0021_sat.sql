-- which plans are sat now, asked wherever keys are shown
CREATE INDEX attempt_sat ON attempt (plan) WHERE state IN ('in_progress', 'paused');
