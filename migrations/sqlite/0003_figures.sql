-- What became of messages, counted by the quarter of an hour in which a carrier was asked, so that neither a page nor a
-- machine that asks every few seconds reads millions of rows. Rows older than is shown are added up in slot 0: the sum
-- over all slots only grows.
CREATE TABLE delivery_tally (
    -- When the quarter begins; 0 for all that is older than is kept.
    slot INTEGER NOT NULL,
    carrier TEXT NOT NULL,
    channel TEXT NOT NULL,
    prefix TEXT NOT NULL,
    sent INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    retried INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    unsure INTEGER NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    -- Milliseconds from asking the carrier to the receipt, of all that were delivered.
    waited INTEGER NOT NULL,
    -- How many of them came within so many seconds.
    within_1 INTEGER NOT NULL,
    within_2 INTEGER NOT NULL,
    within_3 INTEGER NOT NULL,
    within_5 INTEGER NOT NULL,
    within_10 INTEGER NOT NULL,
    within_15 INTEGER NOT NULL,
    within_30 INTEGER NOT NULL,
    within_60 INTEGER NOT NULL,
    within_120 INTEGER NOT NULL,
    within_300 INTEGER NOT NULL,
    PRIMARY KEY (slot, carrier, channel, prefix)
) STRICT;

-- Why messages or wishes for a code were refused: by a carrier, or, where its name is empty, by our own limits.
CREATE TABLE refusal_tally (
    slot INTEGER NOT NULL,
    carrier TEXT NOT NULL,
    reason TEXT NOT NULL,
    prefix TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (slot, carrier, reason, prefix)
) STRICT;

-- The codes that were answered, by the hour in which they were sent, for what the budgets follow: a country, or
-- everything where the scope is empty. Hours are written once, when no code of theirs can be answered any more.
CREATE TABLE sending_tally (
    scope TEXT NOT NULL,
    hour INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    PRIMARY KEY (scope, hour)
) STRICT;

-- The day's budgets count the codes that nobody answered, over all numbers.
CREATE INDEX sending_unverified ON sending (at, prefix) WHERE verified_at IS NULL;
CREATE INDEX sending_at ON sending (at, prefix);

-- What the sweep looks for.
CREATE INDEX asking_at ON asking (at);
CREATE INDEX sending_gate_touched ON sending_gate (touched_at);
CREATE INDEX message_created ON message (created_at);
CREATE INDEX challenge_issued ON challenge (issued_at);
CREATE INDEX access_grant_expiry ON access_grant (expires_at);
CREATE INDEX access_grant_challenge ON access_grant (challenge_id);
