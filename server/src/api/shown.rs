//! A look-up as systems read it: the same shape in every state, with what is not known then left empty.

use super::{Api, problem::Problem, refused::refused};
use jiff::Timestamp;
use portal::{
    Refusal,
    challenge::Pending,
    counter::{self, Dispenser, Look, Medicine},
    domain::{
        Millis,
        dispense::Left,
        id::{RecordId, VerificationId},
        pharmacy::State,
    },
};
use serde::Serialize;

/// A look-up.
#[derive(Serialize)]
pub(super) struct Shown {
    id: VerificationId,
    state: &'static str,
    /// When the code ends, or the time to hand over.
    expires_at: Option<String>,
    reference: Option<String>,
    resend_at: Option<String>,
    call_at: Option<String>,
    patient: Option<String>,
    collectors: Vec<String>,
    medicines: Vec<Prescribed>,
    /// When something may be handed over next, where nothing may be now.
    next_from: Option<String>,
    /// Whether another look-up would show more.
    changed: bool,
    dispensed_at: Option<String>,
    undo_until: Option<String>,
}

/// A medicine of it.
#[derive(Serialize)]
struct Prescribed {
    id: RecordId,
    version: i64,
    medicine: String,
    dosage: Vec<String>,
    unit: Option<String>,
    left: Remaining,
    controlled: bool,
    substitution: Option<bool>,
}

/// What is left of it.
#[derive(Serialize)]
struct Remaining {
    /// The most that may be handed over now; none where a fill is handed over whole.
    most: Option<String>,
    /// How many fills there are after this one.
    fills_after: u32,
}

impl Api {
    /// A look-up as it is now.
    pub(super) async fn shown(
        &self,
        who: &Dispenser,
        id: VerificationId,
    ) -> Result<Shown, Problem> {
        self.look(who, id).await.map_err(|refusal| refused(&self.portal, &refusal))
    }

    async fn look(&self, who: &Dispenser, id: VerificationId) -> Result<Shown, Refusal> {
        let look = counter::look(&self.portal, who, id).await?;
        let pending = match look.state {
            State::Asked => counter::pending(&self.portal, who, id).await?,
            _ => None,
        };
        Ok(shown(id, look, pending.as_ref()))
    }
}

fn shown(id: VerificationId, look: Look, pending: Option<&Pending>) -> Shown {
    let code_ends = pending.map(|it| it.expires_at);
    let (state, expires_at, dispensed) = match look.state {
        State::Asked => ("asked", code_ends, None),
        State::LookedAt => ("looked_at", None, None),
        State::Allowed(until) => ("allowed", Some(until), None),
        State::Refused => ("refused", None, None),
        State::Dispensed { at, undo_until } => ("dispensed", None, Some((at, undo_until))),
        State::Undone(_) => ("undone", None, None),
        State::Over => ("over", None, None),
    };
    Shown {
        id,
        state,
        expires_at: expires_at.map(moment),
        reference: pending.map(|it| it.reference.to_string()),
        resend_at: pending.and_then(|it| it.resend_at).map(moment),
        call_at: pending.and_then(|it| it.call_at).map(moment),
        patient: look.patient,
        collectors: look.collectors,
        medicines: look.medicines.into_iter().filter_map(prescribed).collect(),
        next_from: look.next.map(moment),
        changed: look.changed,
        dispensed_at: dispensed.map(|(at, _)| moment(at)),
        undo_until: dispensed.map(|(_, until)| moment(until)),
    }
}

/// A medicine that may be handed over now; nothing of any other.
fn prescribed(it: Medicine) -> Option<Prescribed> {
    let Left::Now { most, fills_after } = it.left else { return None };
    let quantity = it.prescription.dispense.and_then(|it| it.quantity);
    Some(Prescribed {
        id: it.record,
        version: it.version,
        medicine: it.prescription.medicine,
        dosage: it.prescription.dosage,
        unit: quantity.and_then(|it| it.unit),
        left: Remaining { most: most.map(|most| most.to_string()), fills_after },
        controlled: it.controlled,
        substitution: it.prescription.substitution,
    })
}

/// A moment (RFC 3339), in UTC.
fn moment(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_string()
}
