//! A portal for tests: both databases, a fake clock, seeded chance, a captured outbox.
