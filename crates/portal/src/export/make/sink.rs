//! Where the files go: in pieces, sealed to the patient.

use super::Stop;
use crate::{Portal, export::take::binding};
use domain::{
    Millis,
    export::{File, LEASE, PIECE},
    grant::GrantedAll,
    id::SessionKey,
};
use store::export::{self, Lease};

/// After how many records the page of the person is told how far it is.
const STEP: u64 = 50;

/// The files while they grow.
pub(super) struct Sinks<'a> {
    portal: &'a Portal,
    granted: GrantedAll,
    lease: Lease,
    public_key: Vec<u8>,
    pub bundle: Sink,
    pub page: Sink,
    /// How many records are to be written.
    pub records: u64,
    /// How many are.
    pub done: u64,
    told: (u64, Millis),
}

/// One file.
pub(super) struct Sink {
    file: File,
    buffer: Vec<u8>,
    size: u64,
    parts: i64,
}

impl Sink {
    const fn new(file: File) -> Self {
        Self { file, buffer: Vec::new(), size: 0, parts: 0 }
    }

    /// Adds to the file.
    pub(super) fn push(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
        self.size += u64::try_from(text.len()).unwrap_or(u64::MAX);
    }

    /// The pieces that are full, or all that is left, with their places.
    fn pieces(&mut self, all: bool) -> Vec<(i64, Vec<u8>)> {
        let full = self.buffer.len() / PIECE * PIECE;
        let end = if all { self.buffer.len() } else { full };
        let rest = self.buffer.split_off(end);
        let full = std::mem::replace(&mut self.buffer, rest);
        let pieces: Vec<_> = (self.parts..).zip(full.chunks(PIECE).map(<[u8]>::to_vec)).collect();
        self.parts += i64::try_from(pieces.len()).unwrap_or(i64::MAX);
        pieces
    }
}

impl<'a> Sinks<'a> {
    pub(super) fn new(
        portal: &'a Portal,
        granted: GrantedAll,
        lease: Lease,
        public_key: Vec<u8>,
    ) -> Self {
        Self {
            portal,
            granted,
            lease,
            public_key,
            bundle: Sink::new(File::Bundle),
            page: Sink::new(File::Page),
            records: 0,
            done: 0,
            told: (0, portal.now()),
        }
    }

    /// The session that may take the files away.
    pub(super) const fn session(&self) -> SessionKey {
        self.granted.session
    }

    /// Writes what is full, and says how far it is, where it is time for either.
    pub(super) async fn settle(&mut self) -> Result<(), Stop> {
        let (done, at) = self.told;
        let is_full = self.bundle.buffer.len().max(self.page.buffer.len()) >= PIECE;
        let is_time = self.done >= done + STEP || at.until(self.portal.now()) >= LEASE / 4;
        if is_full || is_time { self.write(false).await } else { Ok(()) }
    }

    /// Writes what is full, or everything, and says how far it is.
    pub(super) async fn write(&mut self, all: bool) -> Result<(), Stop> {
        let now = self.portal.now();
        if self.granted.live(now).is_none() {
            return Err(Stop::Lost);
        }
        let mut sealed = Vec::new();
        for sink in [&mut self.bundle, &mut self.page] {
            for (part, plain) in sink.pieces(all) {
                let binding = binding(&self.granted, sink.file, part);
                let envelope = self.portal.vault().seal(&self.public_key, &binding, &plain)?;
                sealed.push((sink.file, part, envelope));
            }
        }
        self.lease.until = now.after(LEASE);
        let (id, lease) = (self.granted.id, self.lease);
        let mut tx = self.portal.begin().await?;
        // Nothing is written by who has lost the lease.
        if !export::progress(&mut tx, id, lease, self.done, self.records).await? {
            return Err(Stop::Lost);
        }
        for (file, part, envelope) in &sealed {
            export::put_part(&mut tx, id, *file, *part, envelope).await?;
        }
        tx.commit().await?;
        self.told = (self.done, now);
        Ok(())
    }

    /// Writes the rest, and says that the files are ready.
    pub(super) async fn finish(mut self) -> Result<(), Stop> {
        self.write(true).await?;
        let files = [&self.bundle, &self.page].map(|sink| (sink.file, sink.size, sink.parts));
        let mut tx = self.portal.begin().await?;
        let now = self.portal.now();
        if !export::finish(&mut tx, self.granted.id, self.lease, now, &files).await? {
            return Err(Stop::Lost);
        }
        Ok(tx.commit().await?)
    }
}
