-- What a patient set for themselves: no import changes it.
ALTER TABLE patient ADD COLUMN chosen_language TEXT;
ALTER TABLE patient ADD COLUMN text_size TEXT;

-- Which version of the notice on personal data a patient accepted, in which language, and when.
CREATE TABLE notice_acceptance (
    patient_id BLOB NOT NULL REFERENCES patient (id),
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    PRIMARY KEY (patient_id, version)
) STRICT;

-- Who is signed in, and the session's name to the portal, so that a new password can end all other sessions.
ALTER TABLE session ADD COLUMN patient_id BLOB;
ALTER TABLE session ADD COLUMN name BLOB;
CREATE INDEX session_patient ON session (patient_id);

-- A message that tells of something done: it carries no code, and goes out although its challenge was answered.
ALTER TABLE message ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
