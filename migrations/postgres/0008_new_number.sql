-- Lines of the audit log of which their patient said that it was not them, and when staff had looked at it.
CREATE TABLE line_report (
    event_id UUID NOT NULL PRIMARY KEY,
    patient_id UUID NOT NULL REFERENCES patient (id),
    reported_at BIGINT NOT NULL,
    looked_at BIGINT
);
CREATE INDEX line_report_patient ON line_report (patient_id);
CREATE INDEX line_report_open ON line_report (reported_at) WHERE looked_at IS NULL;

-- A number that staff gave a patient whose phone is lost: it waits until it is due, so that the old number can stop it.
CREATE TABLE number_hold (
    id UUID NOT NULL PRIMARY KEY,
    patient_id UUID NOT NULL REFERENCES patient (id),
    -- The new number, sealed to its patient.
    phone BYTEA NOT NULL,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    -- When it took effect, or was stopped.
    settled_at BIGINT,
    outcome TEXT
);
CREATE UNIQUE INDEX number_hold_waiting ON number_hold (patient_id) WHERE settled_at IS NULL;
CREATE INDEX number_hold_due ON number_hold (due_at) WHERE settled_at IS NULL;
