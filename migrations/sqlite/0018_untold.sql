-- When something was done at a counter without the patient's code and no text could reach anybody to say so; and when the patient
-- has seen it here.
ALTER TABLE verification ADD COLUMN untold_at INTEGER;
ALTER TABLE verification ADD COLUMN noticed_at INTEGER;
