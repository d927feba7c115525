-- A page on which a person asks has a key too: it is drawn for that page, so that it needs no token to be told from others.
ALTER TABLE idempotent_act DROP CONSTRAINT idempotent_act_pkey;
ALTER TABLE idempotent_act ALTER COLUMN token_id DROP NOT NULL;
DROP INDEX idempotent_act_verification;
ALTER TABLE idempotent_act ADD PRIMARY KEY (verification_id, key);
CREATE UNIQUE INDEX idempotent_act_token ON idempotent_act (token_id, key);
CREATE UNIQUE INDEX idempotent_act_page ON idempotent_act (key) WHERE token_id IS NULL;

-- Which medicines, and at which versions, whoever is let in may see and hand over.
ALTER TABLE verification ADD COLUMN medicines TEXT;
-- When its patient was told that it was tried in vain to do without their code.
ALTER TABLE verification ADD COLUMN warned_at BIGINT;
