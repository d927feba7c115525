//! Sessions in the portal's own database: their ids only as keyed hashes, their data only sealed.

use app::seat::{KEPT_AS, Seat};
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
use store::{Db, session::SessionRow};
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
        let patient = seat.as_ref().and_then(|seat| seat.patient);
        let kept = if patient.is_some() { KEPT } else { KEPT_UNKNOWN };
        let expires_at = self.portal.now().after(kept);
        let device = seat.as_ref().and_then(|seat| seat.device);
        let (name, data) = (seat.map(|seat| seat.key), STANDARD.encode(sealed));
        Ok(SessionRow { id_hash, data, expires_at, patient, name, device })
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
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let mut tx = self.db.begin().await.map_err(backend)?;
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
mod tests {
    use super::*;
    use portal::{
        devices,
        domain::{
            device::Look,
            id::{PatientId, SessionKey},
            session::Stay,
        },
    };
    use testkit::{Person, TestPortal};

    const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };

    fn sessions(it: &TestPortal) -> Sessions {
        Sessions::new(&it.portal, (*it.db).clone(), it.vault.clone())
    }

    fn record(patient: Option<PatientId>) -> Record {
        let key: SessionKey = "0195a000-0000-7000-8000-000000000001".parse().unwrap();
        let seat = serde_json::to_value(Seat { patient, ..Seat::new(key) }).unwrap();
        let data = HashMap::from([(KEPT_AS.to_owned(), seat)]);
        Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH }
    }

    #[tokio::test]
    async fn a_row_is_kept_as_long_as_it_is_of_use() {
        let it = TestPortal::sqlite().await;
        let sessions = sessions(&it);
        let patient = "0195a000-0000-7000-8000-000000000002".parse().unwrap();
        for (patient, minutes) in [(None, 30), (Some(patient), 13 * 60)] {
            let row = sessions.row(&record(patient)).unwrap();
            let kept = it.portal.now().until(row.expires_at);
            assert_eq!(kept, Duration::from_mins(minutes), "{patient:?}");
        }
    }

    #[tokio::test]
    async fn a_row_opens_in_its_own_place_alone() {
        let it = TestPortal::sqlite().await;
        let sessions = sessions(&it);
        let (mut own, mut other) = (record(None), record(None));
        own.id = Id(1);
        other.id = Id(2);
        sessions.create(&mut own).await.unwrap();
        sessions.create(&mut other).await.unwrap();
        let taken = SessionRow { id_hash: sessions.hash(&own.id), ..sessions.row(&other).unwrap() };
        assert!(sessions.load(&own.id).await.unwrap().is_some());
        let mut tx = it.db.begin().await.unwrap();
        assert!(store::session::update(&mut tx, &taken).await.unwrap());
        tx.commit().await.unwrap();
        assert!(sessions.load(&own.id).await.unwrap().is_none());
        assert!(sessions.load(&other.id).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn a_session_is_not_held_while_its_browser_is() {
        let it = TestPortal::postgres().await;
        let sessions = sessions(&it);
        it.import(&testkit::bundle(&[testkit::patient(&ASHA)])).await;
        let patient = it.patient(ASHA.number).await;
        let look = Look::of_agent("", None);
        let device = devices::recognise(&it.portal, patient, "cookie", &look).await.unwrap();
        let seat = |seen_at| {
            let stay = Some(Stay { signed_in_at: Millis(1), seen_at });
            let key = "0195a000-0000-7000-8000-000000000001".parse().unwrap();
            let (patient, device) = (Some(patient), Some(device));
            serde_json::to_value(Seat { patient, device, stay, ..Seat::new(key) }).unwrap()
        };
        let mut own = record(None);
        own.data.insert(KEPT_AS.to_owned(), seat(Millis(2)));
        sessions.create(&mut own).await.unwrap();
        let mut wipe = it.db.begin().await.unwrap();
        assert_eq!(store::device::hold(&mut wipe, patient).await.unwrap(), [device]);
        own.data.insert(KEPT_AS.to_owned(), seat(Millis(i64::MAX / 2)));
        let (saving, saved) = (sessions.clone(), own.clone());
        let saving = tokio::spawn(async move { saving.save(&saved).await });
        // The session is written, and what remains waits for the browser.
        let mut written = false;
        for _ in 0..2_000 {
            written = sessions.load(&own.id).await.unwrap().unwrap().data == own.data;
            if written {
                break;
            }
        }
        assert!(written, "the session waits for its browser");
        let ended = store::session::end_of_device(&mut wipe, patient, device).await.unwrap();
        assert_eq!(ended.len(), 1);
        wipe.commit().await.unwrap();
        saving.await.unwrap().unwrap();
        assert!(sessions.load(&own.id).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_sweep_leaves_nothing_that_has_expired() {
        let it = TestPortal::sqlite().await;
        let sessions = sessions(&it);
        let mut tx = it.db.begin().await.unwrap();
        for n in 0..2_001_u32 {
            let mut id_hash = [0; 32];
            id_hash[..4].copy_from_slice(&n.to_be_bytes());
            let expires_at = if n == 0 { Millis(i64::MAX) } else { Millis(1) };
            let (data, patient, name, device) = (String::new(), None, None, None);
            let row = SessionRow { id_hash, data, expires_at, patient, name, device };
            assert!(store::session::insert(&mut tx, &row).await.unwrap());
        }
        tx.commit().await.unwrap();
        assert_eq!(sessions.sweep().await.unwrap(), 2_000);
        assert_eq!(sessions.sweep().await.unwrap(), 0);
    }
}
