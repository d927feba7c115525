//! Who is at the other end of a request.

use crate::{
    badge::Badge,
    language, paths,
    problem::{Problem, Reference},
    refusal::{Fate, fate},
    seat::{GOES_ON_AS, KEPT_AS, Seat},
    site::{ClientAddress, Site},
    wanted::Wanted,
};
use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
};
use portal::{
    Caller, Portal, Principal, Refusal,
    domain::{
        Language, Millis,
        device::Model,
        id::{ChallengeId, PatientId, SessionKey},
        session::Standing,
    },
};
use std::{net::IpAddr, time::Duration};
use tower_sessions::{
    Session,
    session::{Error, Id},
};

mod acting;
mod counter;
mod device;
mod errand;
mod flash;
mod kept;
mod stay;
mod wanted;
mod ways;

pub(crate) use ways::shown;

/// How old the last sign of life must be before it is written anew.
const FRESH: Duration = Duration::from_secs(5);

/// A browser, with what the portal remembers of it. The portal's outermost layer makes one for every request; acts
/// and pages extract it.
#[derive(Clone)]
pub struct Visitor {
    site: Site,
    session: Session,
    seat: Seat,
    address: IpAddr,
    badge: Badge,
    wanted: Wanted,
    /// The path that was asked for.
    path: String,
    language: Language,
    /// The language that was chosen in this browser.
    choice: Option<Language>,
    /// Whether they came with a session that is gone, and nobody knows whose it was.
    orphan: bool,
    /// Whether they could act for somebody until just now, and do so no more.
    no_longer: bool,
}

impl Visitor {
    /// Reads who asks, ends their stay if its time is over, and notes that they are there.
    pub(crate) async fn load(parts: &Parts, site: &Site) -> Result<Self, Problem> {
        let session = parts.extensions.get::<Session>();
        let address = parts.extensions.get::<ClientAddress>();
        let (Some(session), Some(address)) = (session, address) else {
            tracing::error!("requests lack a session or an address: the server's layers are wrong");
            return Err(Problem::Server(Reference::default()));
        };
        let came = session.id();
        let seat = match session.get::<Seat>(KEPT_AS).await {
            Ok(seat) => seat,
            Err(Error::SerdeJson(_)) => None,
            Err(error @ Error::Store(_)) => return Err(unkept(&error)),
        };
        let seat = seat.unwrap_or_else(|| Seat::new(fresh_key(site.portal())));
        let cookie = site.cookies().language;
        let language = language::of_reader(parts, cookie, seat.language);
        let mut visitor = Self {
            site: site.clone(),
            session: session.clone(),
            seat,
            address: address.0,
            badge: Badge::of(parts, site, address.0),
            wanted: Wanted::of(parts, site),
            path: parts.uri.path().to_owned(),
            language: language.unwrap_or(site.clinic().default_language),
            choice: language::chosen(parts, cookie),
            orphan: came.is_some() && session.id().is_none(),
            no_longer: false,
        };
        visitor.forget_if_lost(parts).await?;
        visitor.attend(parts).await?;
        visitor.look_after(parts).await?;
        Ok(visitor)
    }

    /// The browser, as use cases know it.
    #[must_use]
    pub fn caller(&self) -> Caller {
        let (session, address, language) = (self.seat.key, self.address, self.language);
        let model = Some(self.badge.look().model()).filter(|it| *it != Model::default());
        Caller { session, address, language, acting: self.acting(), counter: None, model }
    }

    /// Who is signed in, for themselves or for somebody else.
    #[must_use]
    pub fn principal(&self) -> Option<Principal> {
        let holder = self.seat.patient?;
        let patient = self.acting().map_or(holder, |acting| acting.patient);
        matches!(self.standing()?, Standing::Live(_))
            .then(|| Principal { patient, caller: self.caller() })
    }

    /// The language of the pages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The language that was chosen in this browser, if one was.
    pub(crate) fn choice(&self) -> Option<Language> {
        self.choice
    }

    /// An address that carries the language to where no cookie is left.
    pub(crate) fn carrying_language(&self, path: &str) -> String {
        language::carried(path, self.choice, self.language)
    }

    /// What is remembered of the browser.
    #[must_use]
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// The names that the session had before it gained the rights it has now.
    pub(crate) fn former(&self) -> &[SessionKey] {
        &self.seat.former
    }

    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// Keeps the seat, with nothing more to say: a code was sent to this very key. Who they say they are is kept for
    /// the case that they have to start again.
    pub(crate) async fn await_code(&mut self, identifier: &str) -> Result<(), Problem> {
        self.seat.flash = None;
        self.seat.identifier = Some(identifier.to_owned());
        self.keep().await
    }

    /// Signs a patient in, under a new session id and a new key. From then on pages are in the language that they set, or that
    /// the clinic knows to be theirs, unless the browser was told another. They signed in at `now`, before which their password was
    /// seen to be theirs: whoever set another one after that ended this session too.
    pub(crate) async fn sign_in(&mut self, patient: PatientId, now: Millis) -> Result<(), Problem> {
        let known = self.known_language(patient).await?;
        let (set, notice_due) = self.set_by(patient).await?;
        let language = set.language.or(known);
        let device = self.recognise(patient).await?;
        self.take_over().await?;
        self.seat.sign_in(fresh_key(self.site.portal()), patient, language, now);
        self.seat.device = Some(device);
        self.seat.text = set.text;
        self.seat.notice_due = notice_due;
        self.renew().await
    }

    /// Lets the person choose among the patients whom a challenge admits, or give the PIN of the one who is chosen, under a
    /// new session id and a new key.
    pub(crate) async fn admit(
        &mut self,
        challenge: ChallengeId,
        patients: Vec<PatientId>,
        chosen: Option<PatientId>,
    ) -> Result<(), Problem> {
        self.take_over().await?;
        let portal = self.site.portal();
        self.seat.admit(fresh_key(portal), challenge, (patients, chosen), portal.now());
        self.renew().await
    }

    /// Lets the person who was chosen give their PIN.
    pub(crate) async fn choose(&mut self, chosen: PatientId) -> Result<(), Problem> {
        if let Some(admitted) = &mut self.seat.admitted {
            admitted.chosen = Some(chosen);
        }
        self.keep().await
    }

    /// Keeps the seat. Until this is called, nothing is stored of a browser.
    pub(crate) async fn keep(&self) -> Result<(), Problem> {
        self.session.insert(KEPT_AS, &self.seat).await.map_err(|error| unkept(&error))
    }

    /// What becomes of a refusal.
    pub(crate) fn fate(&self, refusal: &Refusal) -> Fate {
        fate(self.site.portal(), self.seat.key, refusal)
    }

    /// Goes on under a new session id: the session stays the same, with its key and what it holds, and its row is moved while
    /// it is there. A new row would bring back a session that was ended from elsewhere at this moment.
    pub(crate) async fn renew_id(&self) -> Result<(), Problem> {
        self.keep().await?;
        if self.session.id().is_none() {
            return Ok(());
        }
        let id = Id::default().to_string();
        self.session.insert(GOES_ON_AS, id).await.map_err(|error| unkept(&error))?;
        self.session.save().await.map_err(|error| unkept(&error))?;
        self.session.cycle_id().await.map_err(|error| unkept(&error))
    }

    /// Whether the browser came with a session that is gone.
    pub(crate) fn is_orphan(&self) -> bool {
        self.orphan
    }

    async fn renew(&self) -> Result<(), Problem> {
        self.session.cycle_id().await.map_err(|error| unkept(&error))?;
        self.keep().await
    }
}

fn fresh_key(portal: &Portal) -> SessionKey {
    SessionKey::fresh(portal.now(), portal.chance())
}

fn unkept(error: &Error) -> Problem {
    tracing::error!(%error, "the sessions cannot be reached");
    Problem::Unavailable
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            tracing::error!("a request came past the layer that loads its visitor");
            Problem::Server(Reference::default())
        })
    }
}

/// The page a request is for, without what only says how it was reached; none for acts and what is no page.
fn page_of(parts: &Parts) -> Option<String> {
    match parts.method {
        Method::GET | Method::HEAD => {
            let page = paths::place(parts.uri.path())?;
            // A report's own code page is a page; its documents are not.
            (parts.uri.path() == page).then(|| paths::place_of(&parts.uri)).flatten()
        }
        _ => None,
    }
}
