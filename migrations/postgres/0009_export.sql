-- A grant to all of a patient's records, and how far the files are that are made by it. Whoever makes them holds the row
-- by a lease, so that another goes on where one died.
CREATE TABLE export (
    id UUID NOT NULL PRIMARY KEY,
    session UUID NOT NULL,
    patient_id UUID NOT NULL REFERENCES patient (id),
    language TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    lease UUID,
    lease_until BIGINT,
    tries BIGINT NOT NULL,
    -- Of how many records how many are written.
    done BIGINT NOT NULL,
    records BIGINT NOT NULL,
    ready_at BIGINT
);
CREATE INDEX export_session ON export (session, granted_at);
CREATE INDEX export_patient ON export (patient_id);
CREATE INDEX export_expiry ON export (expires_at);

-- The files of an export: how long each is in bytes and in pieces, and when somebody began to take it away.
CREATE TABLE export_file (
    export_id UUID NOT NULL REFERENCES export (id),
    file TEXT NOT NULL,
    size BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    claimed_at BIGINT,
    PRIMARY KEY (export_id, file)
);

-- Their pieces, sealed to the patient.
CREATE TABLE export_part (
    export_id UUID NOT NULL REFERENCES export (id),
    file TEXT NOT NULL,
    part BIGINT NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (export_id, file, part)
);
