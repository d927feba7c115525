-- A pharmacy, whose name is sealed to the clinic.
CREATE TABLE pharmacy (
    id BLOB NOT NULL PRIMARY KEY,
    name BLOB NOT NULL,
    lookup BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX pharmacy_lookup ON pharmacy (lookup);

-- Somebody who signs in without being a patient. Their name, number, password and history hang on an account with keys of
-- its own, as a patient's do.
CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY REFERENCES patient (id),
    pharmacy_id BLOB NOT NULL REFERENCES pharmacy (id),
    role TEXT NOT NULL,
    login BLOB NOT NULL,
    added_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX staff_login ON staff (login);
CREATE INDEX staff_pharmacy ON staff (pharmacy_id);

-- What was prescribed at once, under one number: sealed to the patient, and found by a keyed hash.
CREATE TABLE prescription (
    id BLOB NOT NULL PRIMARY KEY,
    patient_id BLOB NOT NULL REFERENCES patient (id),
    lookup BLOB NOT NULL,
    number BLOB NOT NULL,
    -- What its source calls the group, as a look-up key; one medicine by itself has none.
    source BLOB,
    added_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX prescription_lookup ON prescription (lookup);
CREATE UNIQUE INDEX prescription_source ON prescription (patient_id, source);

CREATE TABLE prescription_item (
    record_id BLOB NOT NULL PRIMARY KEY REFERENCES record (id),
    prescription_id BLOB NOT NULL REFERENCES prescription (id),
    -- How much of it may be handed over and how often, sealed to the patient: it names no medicine.
    allowance BLOB NOT NULL
) STRICT;
CREATE INDEX prescription_item_prescription ON prescription_item (prescription_id);

-- Who may collect a prescription for its patient on one day: the name is sealed to the patient.
CREATE TABLE collector (
    id BLOB NOT NULL PRIMARY KEY,
    prescription_id BLOB NOT NULL REFERENCES prescription (id),
    patient_id BLOB NOT NULL REFERENCES patient (id),
    name BLOB NOT NULL,
    day TEXT NOT NULL,
    named_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX collector_day ON collector (prescription_id, day) WHERE ended_at IS NULL;
CREATE INDEX collector_patient ON collector (patient_id);

-- A token of a pharmacy's own system: its secret is a keyed hash.
CREATE TABLE pharmacy_token (
    id BLOB NOT NULL PRIMARY KEY,
    pharmacy_id BLOB NOT NULL REFERENCES pharmacy (id),
    secret BLOB NOT NULL,
    name BLOB NOT NULL,
    scopes TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX pharmacy_token_secret ON pharmacy_token (secret);
CREATE INDEX pharmacy_token_pharmacy ON pharmacy_token (pharmacy_id);

-- A pharmacy's look-up of a prescription, and what comes of it. One of a number that nothing can be handed over for has no
-- prescription, and goes the same way until a code is right.
CREATE TABLE verification (
    id BLOB NOT NULL PRIMARY KEY,
    -- What its codes and grants are bound to.
    session BLOB NOT NULL,
    pharmacy_id BLOB NOT NULL REFERENCES pharmacy (id),
    staff_id BLOB REFERENCES staff (id),
    token_id BLOB REFERENCES pharmacy_token (id),
    prescription_id BLOB REFERENCES prescription (id),
    patient_id BLOB REFERENCES patient (id),
    asked_at INTEGER NOT NULL,
    looked_at INTEGER,
    allowed_at INTEGER,
    refused_at INTEGER,
    dispensed_at INTEGER,
    undone_at INTEGER,
    ended_at INTEGER,
    -- Where no code reached the patient: who else stood for it, and why, sealed to the clinic.
    vouched_by BLOB REFERENCES staff (id),
    reason BLOB
) STRICT;
CREATE INDEX verification_patient ON verification (patient_id, asked_at);
CREATE INDEX verification_prescription ON verification (prescription_id);
CREATE INDEX verification_staff ON verification (staff_id, asked_at);
CREATE INDEX verification_pharmacy ON verification (pharmacy_id, asked_at);

-- What was handed over of one medicine. The record of it is sealed like any other; the amount by itself too, so that what is
-- left can be counted.
CREATE TABLE dispensing (
    record_id BLOB NOT NULL PRIMARY KEY REFERENCES record (id),
    -- By which look-up; none where another program says that it was handed over.
    verification_id BLOB REFERENCES verification (id),
    item_id BLOB NOT NULL REFERENCES prescription_item (record_id),
    patient_id BLOB NOT NULL REFERENCES patient (id),
    amount BLOB NOT NULL,
    dispensed_at INTEGER NOT NULL,
    undone_at INTEGER,
    disowned_at INTEGER
) STRICT;
CREATE INDEX dispensing_item ON dispensing (item_id);
CREATE INDEX dispensing_verification ON dispensing (verification_id);
CREATE INDEX dispensing_patient ON dispensing (patient_id);

-- What a pharmacy's system asked for under an idempotency key, and what came of it.
CREATE TABLE idempotent_act (
    token_id BLOB NOT NULL REFERENCES pharmacy_token (id),
    key BLOB NOT NULL,
    request BLOB NOT NULL,
    verification_id BLOB NOT NULL REFERENCES verification (id),
    done_at INTEGER NOT NULL,
    PRIMARY KEY (token_id, key)
) STRICT;
CREATE INDEX idempotent_act_done ON idempotent_act (done_at);
CREATE INDEX idempotent_act_verification ON idempotent_act (verification_id);
