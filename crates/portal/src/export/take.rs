//! Taking a file away.

use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
    family,
};
use domain::{
    Millis,
    audit::Event,
    export::File,
    grant::{Grant, GrantedAll},
    id::{ExportId, RecordId},
    sealed::{Binding, Kind},
};
use store::{Tx, export::FileRow};

/// A file that is being taken away: nobody else gets it any more.
pub struct Taken {
    portal: Portal,
    grant: Grant,
    granted: GrantedAll,
    wrapped_key: Vec<u8>,
    file: FileRow,
    next: i64,
}

/// Claims a file of an export of this session. It is claimed before the first byte leaves, so that of two who ask one gets
/// it; whoever loses it on the way asks for a new export.
///
/// # Errors
/// [`Refusal::Lapsed`] when the hour is over, the export is another session's, or the file was taken away.
pub async fn take(
    portal: &Portal,
    who: &Principal,
    id: ExportId,
    file: File,
) -> Result<Taken, Refusal> {
    let mut tx = portal.begin().await?;
    family::holds(portal, &mut tx, who).await?;
    let row = store::export::latest(&mut tx, who.caller.session, who.patient).await?;
    let row = row.filter(|row| row.granted.id == id).ok_or(Refusal::Lapsed)?;
    let (granted, now) = (row.granted, portal.now());
    let grant = granted.live(now).ok_or(Refusal::Lapsed)?;
    let claimed = store::export::claim_file(&mut tx, id, file, now).await?;
    let file = claimed.ok_or(Refusal::Lapsed)?;
    let key = store::patient::wrapped_key(&mut tx, who.patient).await?;
    let wrapped_key = key.ok_or(Refusal::NotFound)?;
    let detail = Some(file.file.name());
    let about = About { patient: Some(who.patient), detail, ..About::default() };
    note(portal, &mut tx, &who.caller, Event::ExportTaken, about).await?;
    tx.commit().await?;
    Ok(Taken { portal: portal.clone(), grant, granted, wrapped_key, file, next: 0 })
}

impl Taken {
    /// How long the file is, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.file.size
    }

    /// The next piece of the file; none after the last, and then nothing of it is left here.
    ///
    /// # Errors
    /// [`Refusal::Lapsed`] when the hour ends meanwhile.
    pub async fn piece(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        let (id, file) = (self.granted.id, self.file.file);
        if self.next >= self.file.parts {
            let mut tx = self.portal.begin().await?;
            store::export::drop_file(&mut tx, id, file).await?;
            tx.commit().await?;
            return Ok(None);
        }
        let mut tx = self.portal.read().await?;
        if !self.lives(&mut tx).await? {
            return Err(Refusal::Lapsed);
        }
        let envelope = store::export::part(&mut tx, id, file, self.next).await?;
        let envelope = envelope.ok_or(Refusal::Lapsed)?;
        let binding = binding(&self.granted, file, self.next);
        let sealed = [(binding, envelope.as_slice())];
        let opened = self.portal.vault().open(&self.grant, &self.wrapped_key, &sealed)?;
        self.next += 1;
        let piece = opened.into_iter().next().ok_or(Refusal::Inner("opening a file"))?;
        Ok(Some(piece.to_vec()))
    }

    /// Whether the session still has what it was granted: it may have ended since.
    async fn lives(&self, tx: &mut Tx) -> Result<bool, Refusal> {
        let GrantedAll { id, session, patient, .. } = self.granted;
        let row = store::export::latest(tx, session, patient).await?;
        let now: Millis = self.portal.now();
        Ok(row.is_some_and(|row| row.granted.id == id && row.granted.live(now).is_some()))
    }
}

/// What a piece of a file is bound to.
pub(super) fn binding(granted: &GrantedAll, file: File, part: i64) -> Binding {
    Binding {
        patient: granted.patient,
        record: RecordId(granted.id.0),
        kind: Kind::Export,
        version: file.version(),
        part,
    }
}
