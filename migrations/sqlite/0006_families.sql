-- The PIN of a patient who shares a phone, hashed; tries are counted before they are judged.
CREATE TABLE pin (
    patient_id BLOB NOT NULL PRIMARY KEY REFERENCES patient (id),
    pin_hash TEXT NOT NULL,
    tries INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    tried_at INTEGER,
    set_at INTEGER NOT NULL
) STRICT;

-- Who may act for whom: from when, until when, and since when no more where the clinic ended it before.
CREATE TABLE guardianship (
    id BLOB NOT NULL PRIMARY KEY,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    guardian_id BLOB NOT NULL REFERENCES patient (id),
    reason TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX guardianship_pair ON guardianship (patient_id, guardian_id) WHERE ended_at IS NULL;
CREATE INDEX guardianship_guardian ON guardianship (guardian_id);
