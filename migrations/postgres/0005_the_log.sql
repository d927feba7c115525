-- What an audit event says is sealed, and the events are leaves of a tree whose head is signed. The columns session,
-- record_id, challenge_id and detail hold what events said before; they are emptied when those are sealed, and no new
-- event fills them.

-- What it says, sealed to its patient or to the clinic; none once it was kept for long enough.
ALTER TABLE audit_event ADD COLUMN payload BYTEA;
-- The hash of the payload, where that is gone.
ALTER TABLE audit_event ADD COLUMN sealed BYTEA;
-- The digest of what it says, which shows that what was opened is what was sealed.
ALTER TABLE audit_event ADD COLUMN content BYTEA;
-- A keyed digest over its leaf; none before it was sealed.
ALTER TABLE audit_event ADD COLUMN tag BYTEA;
-- Its place in the tree; none while it waits for one.
ALTER TABLE audit_event ADD COLUMN position BIGINT;
CREATE UNIQUE INDEX audit_event_position ON audit_event (position) WHERE position IS NOT NULL;
CREATE INDEX audit_event_waiting ON audit_event (id) WHERE position IS NULL;
CREATE INDEX audit_event_kept ON audit_event (event, at) WHERE payload IS NOT NULL;

-- The tree's hashes, 256 neighbours in a row, of every eighth level; on the lowest with the names of the events.
CREATE TABLE audit_tile (
    level BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    names BYTEA,
    PRIMARY KEY (level, number)
);

-- The signed heads, numbered without a gap.
CREATE TABLE audit_checkpoint (
    number BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    signed_at BIGINT NOT NULL
);
CREATE INDEX audit_checkpoint_size ON audit_checkpoint (size);

-- The row to hold while the tree grows, so that one node at a time lets it.
CREATE TABLE audit_gate (
    id BIGINT NOT NULL PRIMARY KEY,
    touched_at BIGINT NOT NULL
);
