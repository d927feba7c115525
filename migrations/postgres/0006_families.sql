-- The PIN of a patient who shares a phone, hashed; tries are counted before they are judged.
CREATE TABLE pin (
    patient_id UUID NOT NULL PRIMARY KEY REFERENCES patient (id),
    pin_hash TEXT NOT NULL,
    tries BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    tried_at BIGINT,
    set_at BIGINT NOT NULL
);

-- Who may act for whom: from when, until when, and since when no more where the clinic ended it before.
CREATE TABLE guardianship (
    id UUID NOT NULL PRIMARY KEY,
    patient_id UUID NOT NULL REFERENCES patient (id),
    guardian_id UUID NOT NULL REFERENCES patient (id),
    reason TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX guardianship_pair ON guardianship (patient_id, guardian_id) WHERE ended_at IS NULL;
CREATE INDEX guardianship_guardian ON guardianship (guardian_id);
