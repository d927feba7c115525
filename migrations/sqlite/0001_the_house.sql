-- Times are milliseconds since 1970-01-01T00:00:00Z. Names, numbers and clinical data are sealed or
-- look-up keys (keyed hashes); no column holds one in clear text.

CREATE TABLE patient (
    id BLOB NOT NULL PRIMARY KEY,
    public_key BLOB NOT NULL,
    wrapped_key BLOB NOT NULL,
    profile BLOB NOT NULL,
    language TEXT,
    version INTEGER NOT NULL,
    stamp TEXT,
    digest BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE patient_version (
    patient_id BLOB NOT NULL REFERENCES patient (id),
    version INTEGER NOT NULL,
    profile BLOB NOT NULL,
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (patient_id, version)
) STRICT;

-- Who has this phone number, e-mail address or patient number; a family may share one.
CREATE TABLE contact (
    kind TEXT NOT NULL,
    lookup BLOB NOT NULL,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    PRIMARY KEY (kind, lookup, patient_id)
) STRICT;
CREATE INDEX contact_patient ON contact (patient_id);

CREATE TABLE credential (
    patient_id BLOB NOT NULL PRIMARY KEY REFERENCES patient (id),
    password_hash TEXT NOT NULL,
    failures INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- Practitioners and organisations: the name is sealed to the clinic.
CREATE TABLE directory (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name BLOB NOT NULL,
    version INTEGER NOT NULL,
    stamp TEXT,
    digest BLOB NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE directory_version (
    directory_id BLOB NOT NULL REFERENCES directory (id),
    version INTEGER NOT NULL,
    name BLOB NOT NULL,
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (directory_id, version)
) STRICT;

-- Which of our rows a foreign resource became: one row for each key it is known by.
CREATE TABLE source (
    lookup BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    target_id BLOB NOT NULL
) STRICT;
CREATE INDEX source_target ON source (target_id);

-- The row to hold while resources are looked up and written, so that two imports do so in turn.
CREATE TABLE source_gate (
    id INTEGER NOT NULL PRIMARY KEY,
    touched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE record (
    id BLOB NOT NULL PRIMARY KEY,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    effective_at INTEGER,
    heading BLOB,
    analyte BLOB,
    envelope BLOB NOT NULL,
    version INTEGER NOT NULL,
    stamp TEXT,
    digest BLOB NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;
CREATE INDEX record_list ON record (patient_id, kind, effective_at);
CREATE INDEX record_analyte ON record (patient_id, analyte, effective_at);

CREATE TABLE record_version (
    record_id BLOB NOT NULL REFERENCES record (id),
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    effective_at INTEGER,
    heading BLOB,
    envelope BLOB NOT NULL,
    imported_at INTEGER NOT NULL,
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (record_id, version)
) STRICT;

-- Which results a report shows, and which members a panel has, by the look-up key of each in `source`: a row may
-- come before what it names.
CREATE TABLE shows (
    record_id BLOB NOT NULL REFERENCES record (id),
    lookup BLOB NOT NULL,
    PRIMARY KEY (record_id, lookup)
) STRICT;

CREATE TABLE document (
    record_id BLOB NOT NULL REFERENCES record (id),
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (record_id, version, part)
) STRICT;

CREATE TABLE session (
    id_hash BLOB NOT NULL PRIMARY KEY,
    data TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE challenge (
    id BLOB NOT NULL PRIMARY KEY,
    session BLOB NOT NULL,
    patient_id BLOB REFERENCES patient (id),
    -- Who asked, whom they say they are and from which network: a look-up key.
    asker BLOB NOT NULL,
    kind TEXT NOT NULL,
    resource BLOB,
    purpose TEXT NOT NULL,
    decoy INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    sends INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    consumed_at INTEGER,
    chosen_at INTEGER,
    ended_at INTEGER,
    ended_by TEXT,
    -- Staff said that the wrong tries which ended it no longer count.
    forgiven_at INTEGER,
    receipted_at INTEGER
) STRICT;
CREATE INDEX challenge_open ON challenge (session, kind, resource, issued_at);
CREATE INDEX challenge_ended ON challenge (asker, ended_by, ended_at);

-- The outbox. The address is sealed to the patient; the code is in no column.
CREATE TABLE message (
    id BLOB NOT NULL PRIMARY KEY,
    challenge_id BLOB NOT NULL REFERENCES challenge (id),
    patient_id BLOB NOT NULL REFERENCES patient (id),
    channel TEXT NOT NULL,
    address BLOB NOT NULL,
    template TEXT NOT NULL,
    language TEXT NOT NULL,
    parameters TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lease_until INTEGER,
    state TEXT NOT NULL,
    carrier TEXT,
    carrier_reference TEXT,
    last_refusal TEXT,
    created_at INTEGER NOT NULL,
    accepted_at INTEGER,
    delivered_at INTEGER
) STRICT;
CREATE INDEX message_due ON message (channel, state, not_before);
CREATE INDEX message_reference ON message (carrier, carrier_reference);
CREATE INDEX message_expiry ON message (state, expires_at);
CREATE INDEX message_challenge ON message (challenge_id);

CREATE TABLE message_attempt (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL REFERENCES message (id),
    carrier TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX message_attempt_message ON message_attempt (message_id);

-- What the limits count, as look-up keys: who asked for a code, saying to be whom and from which network, whether
-- or not anything was sent …
CREATE TABLE asking (
    id BLOB NOT NULL PRIMARY KEY,
    challenge_id BLOB NOT NULL REFERENCES challenge (id),
    asker BLOB NOT NULL,
    network BLOB NOT NULL,
    at INTEGER NOT NULL,
    verified_at INTEGER
) STRICT;
CREATE INDEX asking_asker ON asking (asker, at);
CREATE INDEX asking_network ON asking (network, at);
CREATE INDEX asking_challenge ON asking (challenge_id);

-- … and which number a code went to.
CREATE TABLE sending (
    id BLOB NOT NULL PRIMARY KEY,
    challenge_id BLOB NOT NULL REFERENCES challenge (id),
    number BLOB NOT NULL,
    prefix TEXT NOT NULL,
    at INTEGER NOT NULL,
    verified_at INTEGER
) STRICT;
CREATE INDEX sending_number ON sending (number, at);
CREATE INDEX sending_prefix ON sending (prefix, at);
CREATE INDEX sending_challenge ON sending (challenge_id);

-- A row to hold while an asker, a network, a number or a prefix is counted, so that two nodes count in turn.
CREATE TABLE sending_gate (
    lookup BLOB NOT NULL PRIMARY KEY,
    touched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE access_grant (
    id BLOB NOT NULL PRIMARY KEY,
    session BLOB NOT NULL,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    record_id BLOB NOT NULL REFERENCES record (id),
    challenge_id BLOB NOT NULL REFERENCES challenge (id),
    granted_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX access_grant_session ON access_grant (session, record_id);

CREATE TABLE audit_event (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    patient_id BLOB,
    session BLOB,
    record_id BLOB,
    challenge_id BLOB,
    detail TEXT
) STRICT;
CREATE INDEX audit_event_patient ON audit_event (patient_id, at);
