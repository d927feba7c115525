-- A pharmacy, whose name is sealed to the clinic.
CREATE TABLE pharmacy (
    id UUID NOT NULL PRIMARY KEY,
    name BYTEA NOT NULL,
    lookup BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX pharmacy_lookup ON pharmacy (lookup);

-- Somebody who signs in without being a patient. Their name, number, password and history hang on an account with keys of
-- its own, as a patient's do.
CREATE TABLE staff (
    id UUID NOT NULL PRIMARY KEY REFERENCES patient (id),
    pharmacy_id UUID NOT NULL REFERENCES pharmacy (id),
    role TEXT NOT NULL,
    login BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX staff_login ON staff (login);
CREATE INDEX staff_pharmacy ON staff (pharmacy_id);

-- What was prescribed at once, under one number: sealed to the patient, and found by a keyed hash.
CREATE TABLE prescription (
    id UUID NOT NULL PRIMARY KEY,
    patient_id UUID NOT NULL REFERENCES patient (id),
    lookup BYTEA NOT NULL,
    number BYTEA NOT NULL,
    -- What its source calls the group, as a look-up key; one medicine by itself has none.
    source BYTEA,
    added_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX prescription_lookup ON prescription (lookup);
CREATE UNIQUE INDEX prescription_source ON prescription (patient_id, source);

CREATE TABLE prescription_item (
    record_id UUID NOT NULL PRIMARY KEY REFERENCES record (id),
    prescription_id UUID NOT NULL REFERENCES prescription (id),
    -- How much of it may be handed over and how often, sealed to the patient: it names no medicine.
    allowance BYTEA NOT NULL
);
CREATE INDEX prescription_item_prescription ON prescription_item (prescription_id);

-- Who may collect a prescription for its patient on one day: the name is sealed to the patient.
CREATE TABLE collector (
    id UUID NOT NULL PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescription (id),
    patient_id UUID NOT NULL REFERENCES patient (id),
    name BYTEA NOT NULL,
    day TEXT NOT NULL,
    named_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX collector_day ON collector (prescription_id, day) WHERE ended_at IS NULL;
CREATE INDEX collector_patient ON collector (patient_id);

-- A token of a pharmacy's own system: its secret is a keyed hash.
CREATE TABLE pharmacy_token (
    id UUID NOT NULL PRIMARY KEY,
    pharmacy_id UUID NOT NULL REFERENCES pharmacy (id),
    secret BYTEA NOT NULL,
    name BYTEA NOT NULL,
    scopes TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX pharmacy_token_secret ON pharmacy_token (secret);
CREATE INDEX pharmacy_token_pharmacy ON pharmacy_token (pharmacy_id);

-- A pharmacy's look-up of a prescription, and what comes of it. One of a number that nothing can be handed over for has no
-- prescription, and goes the same way until a code is right.
CREATE TABLE verification (
    id UUID NOT NULL PRIMARY KEY,
    -- What its codes and grants are bound to.
    session UUID NOT NULL,
    pharmacy_id UUID NOT NULL REFERENCES pharmacy (id),
    staff_id UUID REFERENCES staff (id),
    token_id UUID REFERENCES pharmacy_token (id),
    prescription_id UUID REFERENCES prescription (id),
    patient_id UUID REFERENCES patient (id),
    asked_at BIGINT NOT NULL,
    looked_at BIGINT,
    allowed_at BIGINT,
    refused_at BIGINT,
    dispensed_at BIGINT,
    undone_at BIGINT,
    ended_at BIGINT,
    -- Where no code reached the patient: who else stood for it, and why, sealed to the clinic.
    vouched_by UUID REFERENCES staff (id),
    reason BYTEA
);
CREATE INDEX verification_patient ON verification (patient_id, asked_at);
CREATE INDEX verification_prescription ON verification (prescription_id);
CREATE INDEX verification_staff ON verification (staff_id, asked_at);
CREATE INDEX verification_pharmacy ON verification (pharmacy_id, asked_at);

-- What was handed over of one medicine. The record of it is sealed like any other; the amount by itself too, so that what is
-- left can be counted.
CREATE TABLE dispensing (
    record_id UUID NOT NULL PRIMARY KEY REFERENCES record (id),
    -- By which look-up; none where another program says that it was handed over.
    verification_id UUID REFERENCES verification (id),
    item_id UUID NOT NULL REFERENCES prescription_item (record_id),
    patient_id UUID NOT NULL REFERENCES patient (id),
    amount BYTEA NOT NULL,
    dispensed_at BIGINT NOT NULL,
    undone_at BIGINT,
    disowned_at BIGINT
);
CREATE INDEX dispensing_item ON dispensing (item_id);
CREATE INDEX dispensing_verification ON dispensing (verification_id);
CREATE INDEX dispensing_patient ON dispensing (patient_id);

-- What a pharmacy's system asked for under an idempotency key, and what came of it.
CREATE TABLE idempotent_act (
    token_id UUID NOT NULL REFERENCES pharmacy_token (id),
    key BYTEA NOT NULL,
    request BYTEA NOT NULL,
    verification_id UUID NOT NULL REFERENCES verification (id),
    done_at BIGINT NOT NULL,
    PRIMARY KEY (token_id, key)
);
CREATE INDEX idempotent_act_done ON idempotent_act (done_at);
CREATE INDEX idempotent_act_verification ON idempotent_act (verification_id);
