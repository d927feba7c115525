//! Values on their way out of a row.

use crate::error::{Error, Result};
use domain::{Millis, id};
use sqlx::{Decode, Postgres, Row, Sqlite, Type, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

/// One of the types a column has, on both engines.
pub(crate) trait Stored:
    for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

impl<T> Stored for T where
    T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

/// A type that is read from a column; none when the column holds what the type cannot be.
pub(crate) trait Column: Sized {
    /// What the column holds.
    type Stored: Stored;
    /// Reads it.
    fn load(stored: Self::Stored) -> Option<Self>;
}

/// A row of either engine.
pub(crate) trait Line {
    /// Reads the column of this name.
    fn read<T: Column>(&self, name: &'static str) -> Result<T>;
    /// Reads the column at this place, from 0.
    fn read_at<T: Column>(&self, place: usize) -> Result<T>;
}

impl Line for SqliteRow {
    fn read<T: Column>(&self, name: &'static str) -> Result<T> {
        T::load(self.try_get(name)?).ok_or_else(|| Error::unreadable(name))
    }

    fn read_at<T: Column>(&self, place: usize) -> Result<T> {
        T::load(self.try_get(place)?).ok_or_else(|| Error::unreadable(&place.to_string()))
    }
}

impl Line for PgRow {
    fn read<T: Column>(&self, name: &'static str) -> Result<T> {
        T::load(self.try_get(name)?).ok_or_else(|| Error::unreadable(name))
    }

    fn read_at<T: Column>(&self, place: usize) -> Result<T> {
        T::load(self.try_get(place)?).ok_or_else(|| Error::unreadable(&place.to_string()))
    }
}

/// A type that is read from a whole row.
pub(crate) trait Loaded: Sized {
    /// Reads it.
    fn of(line: &impl Line) -> Result<Self>;
}

macro_rules! tuples {
    ($(($($type:ident $place:literal),+);)+) => {$(
        impl<$($type: Column),+> Loaded for ($($type,)+) {
            fn of(line: &impl Line) -> Result<Self> {
                Ok(($(line.read_at::<$type>($place)?,)+))
            }
        }
    )+};
}

tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
}

macro_rules! columns {
    ($($type:ty: $stored:ty = |$value:ident| $load:expr;)+) => {$(
        impl Column for $type {
            type Stored = $stored;
            fn load($value: $stored) -> Option<Self> {
                $load
            }
        }
    )+};
}

columns! {
    bool: bool = |value| Some(value);
    i64: i64 = |value| Some(value);
    u64: i64 = |value| value.try_into().ok();
    u32: i64 = |value| value.try_into().ok();
    String: String = |value| Some(value);
    Vec<u8>: Vec<u8> = |value| Some(value);
    [u8; 32]: Vec<u8> = |value| value.try_into().ok();
    Uuid: Uuid = |value| Some(value);
    Millis: i64 = |value| Some(Self(value));
    id::AttemptId: Uuid = |value| Some(Self(value));
    id::ChallengeId: Uuid = |value| Some(Self(value));
    id::DeviceId: Uuid = |value| Some(Self(value));
    id::EventId: Uuid = |value| Some(Self(value));
    id::ExportId: Uuid = |value| Some(Self(value));
    id::GrantId: Uuid = |value| Some(Self(value));
    id::GuardianshipId: Uuid = |value| Some(Self(value));
    id::MessageId: Uuid = |value| Some(Self(value));
    id::PatientId: Uuid = |value| Some(Self(value));
    id::RecordId: Uuid = |value| Some(Self(value));
    id::SessionKey: Uuid = |value| Some(Self(value));
    id::PharmacyId: Uuid = |value| Some(Self(value));
    id::StaffId: Uuid = |value| Some(Self(value));
    id::PrescriptionId: Uuid = |value| Some(Self(value));
    id::VerificationId: Uuid = |value| Some(Self(value));
    id::TokenId: Uuid = |value| Some(Self(value));
    id::CollectorId: Uuid = |value| Some(Self(value));
    domain::pharmacy::Role: String = |value| Self::of_name(&value);
    domain::Language: String = |value| Self::of_tag(&value);
    domain::challenge::Channel: String = |value| Self::of_name(&value);
    domain::guardian::Reason: String = |value| Self::of_name(&value);
    domain::settings::TextSize: String = |value| Self::of_name(&value);
    domain::erasure::Reason: String = |value| Self::of_name(&value);
    domain::export::File: String = |value| Self::of_name(&value);
    domain::sealed::Kind: String = |value| Self::of_name(&value);
    domain::clinical::Status: String = |value| Self::of_name(&value);
    domain::audit::Event: String = |value| Self::ALL.into_iter().find(|event| event.name() == value);
    crate::attempt::Outcome: String = |value| Self::of_name(&value);
    crate::challenge::EndedBy: String = |value| Self::of_name(&value);
    crate::message::MessageState: String = |value| Self::of_name(&value);
}

impl<T: Column> Column for Option<T>
where
    Option<T::Stored>: Stored,
{
    type Stored = Option<T::Stored>;

    fn load(stored: Self::Stored) -> Option<Self> {
        match stored {
            Some(stored) => T::load(stored).map(Some),
            None => Some(None),
        }
    }
}

/// Declares a row type: each field is read from the column of its name.
macro_rules! row {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)+ }
    ) => {
        $(#[$meta])*
        pub struct $name { $($(#[$doc])* pub $field: $type,)+ }

        impl $crate::column::Loaded for $name {
            fn of(line: &impl $crate::column::Line) -> $crate::Result<Self> {
                Ok(Self { $($field: line.read(stringify!($field))?,)+ })
            }
        }
    };
}
