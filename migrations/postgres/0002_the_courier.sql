-- Carriers fail over and report what became of each message, so a try is the unit that receipts are about: it is
-- written before the carrier is asked, and says until it is answered that the message may have been sent.

-- How a patient wants their codes, where they said so: "sms" or "voice".
ALTER TABLE patient ADD COLUMN codes_by TEXT;

-- The first digits of the number, with which operators are told apart; never the whole of it.
ALTER TABLE message ADD COLUMN prefix TEXT;
-- A person asked for this call, so it is made although a text arrived.
ALTER TABLE message ADD COLUMN asked_at BIGINT;
-- A later step of a plan: it is passed over once an earlier one is known to have arrived.
ALTER TABLE message ADD COLUMN fallback BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE message SET fallback = TRUE WHERE channel = 'voice';
-- When it was known that no carrier will take it, or that none could deliver it.
ALTER TABLE message ADD COLUMN failed_at BIGINT;
CREATE INDEX message_course ON message (channel, created_at);

-- The channel that the page of a code names first.
ALTER TABLE challenge ADD COLUMN first TEXT NOT NULL DEFAULT 'sms';
-- When the person last asked to be called.
ALTER TABLE challenge ADD COLUMN called_at BIGINT;

-- The carrier's own name for the message.
ALTER TABLE message_attempt ADD COLUMN reference TEXT;
-- How many parts the carrier charges for.
ALTER TABLE message_attempt ADD COLUMN parts BIGINT;
-- When the carrier answered; none while nobody knows whether it took the message.
ALTER TABLE message_attempt ADD COLUMN answered_at BIGINT;
ALTER TABLE message_attempt ADD COLUMN underway_at BIGINT;
ALTER TABLE message_attempt ADD COLUMN delivered_at BIGINT;
ALTER TABLE message_attempt ADD COLUMN failed_at BIGINT;
CREATE INDEX message_attempt_reference ON message_attempt (carrier, reference);
CREATE INDEX message_attempt_at ON message_attempt (at, carrier);
