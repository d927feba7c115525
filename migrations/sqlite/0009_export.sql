-- A grant to all of a patient's records, and how far the files are that are made by it. Whoever makes them holds the row
-- by a lease, so that another goes on where one died.
CREATE TABLE export (
    id BLOB NOT NULL PRIMARY KEY,
    session BLOB NOT NULL,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    language TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    lease BLOB,
    lease_until INTEGER,
    tries INTEGER NOT NULL,
    -- Of how many records how many are written.
    done INTEGER NOT NULL,
    records INTEGER NOT NULL,
    ready_at INTEGER
) STRICT;
CREATE INDEX export_session ON export (session, granted_at);
CREATE INDEX export_patient ON export (patient_id);
CREATE INDEX export_expiry ON export (expires_at);

-- The files of an export: how long each is in bytes and in pieces, and when somebody began to take it away.
CREATE TABLE export_file (
    export_id BLOB NOT NULL REFERENCES export (id),
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    claimed_at INTEGER,
    PRIMARY KEY (export_id, file)
) STRICT;

-- Their pieces, sealed to the patient.
CREATE TABLE export_part (
    export_id BLOB NOT NULL REFERENCES export (id),
    file TEXT NOT NULL,
    part INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (export_id, file, part)
) STRICT;
