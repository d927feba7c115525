-- Browsers in which a patient signed in, each known again by a cookie of its own, of which a keyed hash is kept. What one
-- looks like is sealed to the patient.
CREATE TABLE device (
    id UUID NOT NULL PRIMARY KEY,
    patient_id UUID NOT NULL REFERENCES patient (id),
    cookie BYTEA NOT NULL,
    look BYTEA NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    wipe_asked_at BIGINT,
    wipe_delivered_at BIGINT
);
CREATE UNIQUE INDEX device_patient ON device (patient_id, cookie);
-- Every request of a browser that has been here asks whether it is to forget everything; hardly any is.
CREATE INDEX device_wipe ON device (cookie) WHERE wipe_asked_at IS NOT NULL;
CREATE INDEX device_seen ON device (last_seen_at);

-- The browser that a session is in.
ALTER TABLE session ADD COLUMN device_id UUID;
