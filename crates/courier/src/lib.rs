//! Messages on their way: templates, the outbox worker, carriers and receipts.
