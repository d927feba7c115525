-- A page on which a person asks has a key too: it is drawn for that page, so that it needs no token to be told from others.
CREATE TABLE keyed_act (
    token_id BLOB REFERENCES pharmacy_token (id),
    key BLOB NOT NULL,
    request BLOB NOT NULL,
    verification_id BLOB NOT NULL REFERENCES verification (id),
    done_at INTEGER NOT NULL,
    begun_at INTEGER,
    PRIMARY KEY (verification_id, key)
) STRICT;
INSERT INTO keyed_act (token_id, key, request, verification_id, done_at, begun_at)
    SELECT token_id, key, request, verification_id, done_at, begun_at FROM idempotent_act;
DROP TABLE idempotent_act;
ALTER TABLE keyed_act RENAME TO idempotent_act;
CREATE UNIQUE INDEX idempotent_act_token ON idempotent_act (token_id, key);
CREATE UNIQUE INDEX idempotent_act_page ON idempotent_act (key) WHERE token_id IS NULL;
CREATE INDEX idempotent_act_done ON idempotent_act (done_at);

-- Which medicines, and at which versions, whoever is let in may see and hand over.
ALTER TABLE verification ADD COLUMN medicines TEXT;
-- When its patient was told that it was tried in vain to do without their code.
ALTER TABLE verification ADD COLUMN warned_at INTEGER;
