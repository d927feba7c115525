//! Sessions in the portal's own database: their ids only as keyed hashes, their data only sealed.

use app::seat::{GOES_ON_AS, KEPT_AS, Seat};
use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use portal::{
    Portal,
    domain::{Millis, id::DeviceId},
};
use serde::Deserialize;
use std::{collections::HashMap, fmt, sync::Arc, time::Duration};
use store::{Db, Tx, session::SessionRow};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};
use vault::Vault;

/// How long the row of somebody who is signed in is kept: a little longer than any session may last.
const KEPT: Duration = Duration::from_hours(13);
/// How long another row is kept: anybody can have one made, and none is of use for longer than a sign-in takes.
const KEPT_UNKNOWN: Duration = Duration::from_mins(30);
/// How many rows one transaction deletes.
const BATCH: u64 = 1_000;

/// The session store.
#[derive(Clone)]
pub struct Sessions {
    portal: Portal,
    db: Db,
    vault: Arc<dyn Vault>,
}

impl Sessions {
    /// The sessions of this portal.
    #[must_use]
    pub fn new(portal: &Portal, db: Db, vault: Arc<dyn Vault>) -> Self {
        Self { portal: portal.clone(), db, vault }
    }

    /// Deletes all that has expired, a thousand rows at a time; says how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> store::Result<u64> {
        let now = self.portal.now();
        let mut all = 0;
        loop {
            let mut tx = self.db.begin().await?;
            let swept = store::session::delete_expired(&mut tx, now, BATCH.cast_signed()).await?;
            tx.commit().await?;
            all += swept;
            if swept < BATCH {
                return Ok(all);
            }
        }
    }

    fn hash(&self, id: &Id) -> [u8; 32] {
        self.vault.lookup("session", &id.to_string())
    }

    fn row(&self, record: &Record) -> Result<SessionRow> {
        let json = serde_json::to_vec(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let id_hash = self.hash(&record.id);
        let sealed = self.vault.seal_clinic(&name(id_hash), &json);
        let sealed = sealed.map_err(|e| Error::Encode(e.to_string()))?;
        let seat = seat(record);
        let patient = seat.as_ref().and_then(Seat::account);
        let kept = if patient.is_some() { KEPT } else { KEPT_UNKNOWN };
        let expires_at = self.portal.now().after(kept);
        let device = seat.as_ref().and_then(|seat| seat.device);
        let (name, data) = (seat.map(|seat| seat.key), STANDARD.encode(sealed));
        Ok(SessionRow { id_hash, data, expires_at, patient, name, device })
    }

    /// Lets a session go on under another id, unless it was ended meanwhile.
    async fn rename(&self, record: &Record, id: Id) -> Result<()> {
        let mut renamed = Record { id, ..record.clone() };
        renamed.data.remove(GOES_ON_AS);
        let (from, row) = (self.hash(&record.id), self.row(&renamed)?);
        let mut tx = self.db.begin().await.map_err(backend)?;
        store::session::rename(&mut tx, from, &row).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    fn data(&self, row: &SessionRow) -> Option<HashMap<String, serde_json::Value>> {
        let sealed = STANDARD.decode(&row.data).ok()?;
        let json = self.vault.open_clinic(&name(row.id_hash), &sealed).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

/// What a row's data is sealed as: its own, so that none opens in another's place.
fn name(id_hash: [u8; 32]) -> String {
    let halves = id_hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let hex: String = halves.filter_map(|half| char::from_digit(half.into(), 16)).collect();
    format!("session:{hex}")
}

fn seat(record: &Record) -> Option<Seat> {
    record.data.get(KEPT_AS).and_then(|seat| Seat::deserialize(seat).ok())
}

/// The id under which a session is to go on.
fn goes_on_as(record: &Record) -> Option<Id> {
    record.data.get(GOES_ON_AS)?.as_str()?.parse().ok()
}

/// Whether nothing has ended, since they signed in, whatever somebody holds.
async fn may_begin(tx: &mut Tx, record: &Record) -> store::Result<bool> {
    match seat(record).map(|seat| (seat.account(), seat.stay, seat.device)) {
        Some((Some(patient), Some(stay), device)) => {
            store::session::may_begin(tx, patient, device, stay.signed_in_at).await
        }
        _ => Ok(true),
    }
}

/// The browser in which somebody is signed in, and when they last did something.
fn seen(record: &Record) -> Option<(DeviceId, Millis)> {
    let seat = seat(record)?;
    Some((seat.device?, seat.stay?.seen_at))
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    /// Somebody who signed in a moment ago, and was signed out everywhere since, has no session.
    ///
    /// Only updates a session that goes on under this id: its row was renamed, and may have been ended since.
    async fn create(&self, record: &mut Record) -> Result<()> {
        if let Some(id) = goes_on_as(record) {
            record.id = id;
            record.data.remove(GOES_ON_AS);
            return self.save(record).await;
        }
        loop {
            let mut tx = self.db.begin().await.map_err(backend)?;
            if !may_begin(&mut tx, record).await.map_err(backend)? {
                return Ok(());
            }
            let fresh = store::session::insert(&mut tx, &self.row(record)?).await;
            let fresh = fresh.map_err(backend)?;
            tx.commit().await.map_err(backend)?;
            if fresh {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    /// Only updates: a session that was ended meanwhile by another request is not brought back.
    async fn save(&self, record: &Record) -> Result<()> {
        if let Some(id) = goes_on_as(record) {
            return self.rename(record, id).await;
        }
        let row = self.row(record)?;
        let mut tx = self.db.begin().await.map_err(backend)?;
        let lives = store::session::update(&mut tx, &row).await.map_err(backend)?;
        tx.commit().await.map_err(backend)?;
        let Some((device, seen_at)) = seen(record).filter(|_| lives) else { return Ok(()) };
        // Apart from the session: whoever signs browsers out holds them before their sessions, and two that wait for each
        // other would both be in vain.
        let mut tx = self.db.begin().await.map_err(backend)?;
        store::device::see(&mut tx, device, seen_at).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let mut tx = self.db.read().await.map_err(backend)?;
        let found = store::session::get(&mut tx, self.hash(id), self.portal.now()).await;
        Ok(found.map_err(backend)?.and_then(|row| {
            let expiry_date = moment(row.expires_at);
            self.data(&row).map(|data| Record { id: *id, data, expiry_date })
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.db.begin().await.map_err(backend)?;
        store::session::delete(&mut tx, self.hash(id)).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

/// Says 503 where a session could not be saved. Every error of the pages has a page of its own, so that a bare 500 is
/// the session layer's, which has nothing else to say.
pub(super) async fn unsaved(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_bare = !response.headers().contains_key(header::CONTENT_TYPE);
    match response.status() {
        StatusCode::INTERNAL_SERVER_ERROR if is_bare => {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        _ => response,
    }
}

fn moment(at: Millis) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.0) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn backend(error: impl Into<store::Error>) -> Error {
    let error = error.into();
    tracing::error!(%error, "the session store failed");
    Error::Backend("the database".to_owned())
}

#[cfg(test)]
#[path = "sessions_tests.rs"]
mod tests;
