-- Who asked for their data to be erased, and what became of it. The row stays when everything else of a patient is gone:
-- it holds no data of theirs, and a restored backup learns from it whom to erase again.
CREATE TABLE erasure (
    patient_id BLOB NOT NULL PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    refused_at INTEGER,
    reason TEXT,
    confirmed_at INTEGER,
    -- When everything is erased: at first the end of the notice, later that of the time for which the law has records kept.
    due_at INTEGER,
    -- When all was erased but the records that must be kept.
    closed_at INTEGER,
    -- When the patient's key was destroyed, and which key had wrapped it.
    erased_at INTEGER,
    key_id TEXT
) STRICT;
CREATE INDEX erasure_due ON erasure (due_at) WHERE erased_at IS NULL;

-- Keys that may wrap no patient's key any more, because they are about to be destroyed or were.
CREATE TABLE retired_key (
    id TEXT NOT NULL PRIMARY KEY,
    retired_at INTEGER NOT NULL
) STRICT;
