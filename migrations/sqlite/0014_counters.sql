-- What is swept by its age, and what ends with the token that began it.
CREATE INDEX verification_asked ON verification (asked_at);
CREATE INDEX verification_token ON verification (token_id, asked_at);

-- Since when a request's act is under way; nothing once it was done.
ALTER TABLE idempotent_act ADD COLUMN begun_at INTEGER;

-- Whether a pharmacy asked for the code: such codes have budgets of their own.
ALTER TABLE sending ADD COLUMN at_counter INTEGER NOT NULL DEFAULT 0;
