-- Times are milliseconds since 1970-01-01T00:00:00Z. Names, numbers and clinical data are sealed or
-- look-up keys (keyed hashes); no column holds one in clear text.

CREATE TABLE patient (
    id UUID NOT NULL PRIMARY KEY,
    public_key BYTEA NOT NULL,
    wrapped_key BYTEA NOT NULL,
    profile BYTEA NOT NULL,
    language TEXT,
    version BIGINT NOT NULL,
    stamp TEXT,
    digest BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE patient_version (
    patient_id UUID NOT NULL REFERENCES patient (id),
    version BIGINT NOT NULL,
    profile BYTEA NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (patient_id, version)
);

-- Who has this phone number, e-mail address or patient number; a family may share one.
CREATE TABLE contact (
    kind TEXT NOT NULL,
    lookup BYTEA NOT NULL,
    patient_id UUID NOT NULL REFERENCES patient (id),
    PRIMARY KEY (kind, lookup, patient_id)
);
CREATE INDEX contact_patient ON contact (patient_id);

CREATE TABLE credential (
    patient_id UUID NOT NULL PRIMARY KEY REFERENCES patient (id),
    password_hash TEXT NOT NULL,
    failures BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Practitioners and organisations: the name is sealed to the clinic.
CREATE TABLE directory (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name BYTEA NOT NULL,
    version BIGINT NOT NULL,
    stamp TEXT,
    digest BYTEA NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE directory_version (
    directory_id UUID NOT NULL REFERENCES directory (id),
    version BIGINT NOT NULL,
    name BYTEA NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (directory_id, version)
);

-- Which of our rows a foreign resource became: one row for each key it is known by.
CREATE TABLE source (
    lookup BYTEA NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    target_id UUID NOT NULL
);
CREATE INDEX source_target ON source (target_id);

-- The row to hold while resources are looked up and written, so that two imports do so in turn.
CREATE TABLE source_gate (
    id BIGINT NOT NULL PRIMARY KEY,
    touched_at BIGINT NOT NULL
);

CREATE TABLE record (
    id UUID NOT NULL PRIMARY KEY,
    patient_id UUID NOT NULL REFERENCES patient (id),
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    effective_at BIGINT,
    heading BYTEA,
    analyte BYTEA,
    envelope BYTEA NOT NULL,
    version BIGINT NOT NULL,
    stamp TEXT,
    digest BYTEA NOT NULL,
    imported_at BIGINT NOT NULL
);
CREATE INDEX record_list ON record (patient_id, kind, effective_at);
CREATE INDEX record_analyte ON record (patient_id, analyte, effective_at);

CREATE TABLE record_version (
    record_id UUID NOT NULL REFERENCES record (id),
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    effective_at BIGINT,
    heading BYTEA,
    envelope BYTEA NOT NULL,
    imported_at BIGINT NOT NULL,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, version)
);

-- Which results a report shows, and which members a panel has, by the look-up key of each in `source`: a row may
-- come before what it names.
CREATE TABLE shows (
    record_id UUID NOT NULL REFERENCES record (id),
    lookup BYTEA NOT NULL,
    PRIMARY KEY (record_id, lookup)
);

CREATE TABLE document (
    record_id UUID NOT NULL REFERENCES record (id),
    version BIGINT NOT NULL,
    part BIGINT NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (record_id, version, part)
);

CREATE TABLE session (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    data TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE challenge (
    id UUID NOT NULL PRIMARY KEY,
    session UUID NOT NULL,
    patient_id UUID REFERENCES patient (id),
    -- Who asked, whom they say they are and from which network: a look-up key.
    asker BYTEA NOT NULL,
    kind TEXT NOT NULL,
    resource UUID,
    purpose TEXT NOT NULL,
    decoy BOOLEAN NOT NULL,
    key_id TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    sends BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    consumed_at BIGINT,
    chosen_at BIGINT,
    ended_at BIGINT,
    ended_by TEXT,
    -- Staff said that the wrong tries which ended it no longer count.
    forgiven_at BIGINT,
    receipted_at BIGINT
);
CREATE INDEX challenge_open ON challenge (session, kind, resource, issued_at);
CREATE INDEX challenge_ended ON challenge (asker, ended_by, ended_at);

-- The outbox. The address is sealed to the patient; the code is in no column.
CREATE TABLE message (
    id UUID NOT NULL PRIMARY KEY,
    challenge_id UUID NOT NULL REFERENCES challenge (id),
    patient_id UUID NOT NULL REFERENCES patient (id),
    channel TEXT NOT NULL,
    address BYTEA NOT NULL,
    template TEXT NOT NULL,
    language TEXT NOT NULL,
    parameters TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_until BIGINT,
    state TEXT NOT NULL,
    carrier TEXT,
    carrier_reference TEXT,
    last_refusal TEXT,
    created_at BIGINT NOT NULL,
    accepted_at BIGINT,
    delivered_at BIGINT
);
CREATE INDEX message_due ON message (channel, state, not_before);
CREATE INDEX message_reference ON message (carrier, carrier_reference);
CREATE INDEX message_expiry ON message (state, expires_at);
CREATE INDEX message_challenge ON message (challenge_id);

CREATE TABLE message_attempt (
    id UUID NOT NULL PRIMARY KEY,
    message_id UUID NOT NULL REFERENCES message (id),
    carrier TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX message_attempt_message ON message_attempt (message_id);

-- What the limits count, as look-up keys: who asked for a code, saying to be whom and from which network, whether
-- or not anything was sent …
CREATE TABLE asking (
    id UUID NOT NULL PRIMARY KEY,
    challenge_id UUID NOT NULL REFERENCES challenge (id),
    asker BYTEA NOT NULL,
    network BYTEA NOT NULL,
    at BIGINT NOT NULL,
    verified_at BIGINT
);
CREATE INDEX asking_asker ON asking (asker, at);
CREATE INDEX asking_network ON asking (network, at);
CREATE INDEX asking_challenge ON asking (challenge_id);

-- … and which number a code went to.
CREATE TABLE sending (
    id UUID NOT NULL PRIMARY KEY,
    challenge_id UUID NOT NULL REFERENCES challenge (id),
    number BYTEA NOT NULL,
    prefix TEXT NOT NULL,
    at BIGINT NOT NULL,
    verified_at BIGINT
);
CREATE INDEX sending_number ON sending (number, at);
CREATE INDEX sending_prefix ON sending (prefix, at);
CREATE INDEX sending_challenge ON sending (challenge_id);

-- A row to hold while an asker, a network, a number or a prefix is counted, so that two nodes count in turn.
CREATE TABLE sending_gate (
    lookup BYTEA NOT NULL PRIMARY KEY,
    touched_at BIGINT NOT NULL
);

CREATE TABLE access_grant (
    id UUID NOT NULL PRIMARY KEY,
    session UUID NOT NULL,
    patient_id UUID NOT NULL REFERENCES patient (id),
    record_id UUID NOT NULL REFERENCES record (id),
    challenge_id UUID NOT NULL REFERENCES challenge (id),
    granted_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX access_grant_session ON access_grant (session, record_id);

CREATE TABLE audit_event (
    id UUID NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    patient_id UUID,
    session UUID,
    record_id UUID,
    challenge_id UUID,
    detail TEXT
);
CREATE INDEX audit_event_patient ON audit_event (patient_id, at);
