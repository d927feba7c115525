//! Sessions in the portal's own database: their ids only as keyed hashes, their data only sealed.

use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use portal::{Portal, domain::Millis};
use std::{collections::HashMap, fmt, sync::Arc, time::Duration};
use store::{Db, session::SessionRow};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};
use vault::Vault;

/// How long a session's row is kept: a little longer than any session may last.
const KEPT: Duration = Duration::from_hours(13);

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

    /// Deletes what has expired, a thousand rows at a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> store::Result<u64> {
        let mut tx = self.db.begin().await?;
        let swept = store::session::delete_expired(&mut tx, self.portal.now(), 1_000).await?;
        tx.commit().await?;
        Ok(swept)
    }

    fn hash(&self, id: &Id) -> [u8; 32] {
        self.vault.lookup("session", &id.to_string())
    }

    fn row(&self, record: &Record) -> Result<SessionRow> {
        let json = serde_json::to_vec(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        let sealed =
            self.vault.seal_clinic("session", &json).map_err(|e| Error::Encode(e.to_string()))?;
        Ok(SessionRow {
            id_hash: self.hash(&record.id),
            data: STANDARD.encode(sealed),
            expires_at: self.portal.now().after(KEPT),
        })
    }

    fn data(&self, row: &SessionRow) -> Option<HashMap<String, serde_json::Value>> {
        let sealed = STANDARD.decode(&row.data).ok()?;
        let json = self.vault.open_clinic("session", &sealed).ok()?;
        serde_json::from_slice(&json).ok()
    }
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
        let mut tx = self.db.begin().await.map_err(backend)?;
        store::session::update(&mut tx, &self.row(record)?).await.map_err(backend)?;
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
