//! Where a challenge's code is.
//!
//! A decoy sends nothing, yet its page must go as a real one would, or it would tell that there is no such account. So
//! each of its messages borrows the course of a recent real one, chosen by a keyed hash of the challenge's name.

use crate::{Caller, Portal, Refusal};
use domain::{
    Millis,
    challenge::{Channel, Leg, Progress, Step, Wrong, borrowed, is_sent_quietly},
    id::ChallengeId,
};
use std::time::Duration;
use store::{Tx, challenge::ChallengeRow, course};

/// How many recent courses there are to choose among.
const CHOICE: i64 = 20;
/// From how long ago courses are borrowed.
const RECENT: Duration = Duration::from_hours(24);
/// After how long a message that was taken is not expected to arrive any more.
const OVER: Duration = Duration::from_mins(1);

/// Where the code of a challenge of this session is now.
///
/// # Errors
/// [`Wrong::Expired`] when the session has no such challenge.
pub async fn progress(
    portal: &Portal,
    caller: &Caller,
    id: ChallengeId,
) -> Result<Progress, Refusal> {
    let mut tx = portal.read().await?;
    let row = store::challenge::get(&mut tx, id, caller.session).await?.ok_or(Wrong::Expired)?;
    let Course { legs, .. } = course(portal, &mut tx, &row).await?;
    Ok(Progress::of(&legs, portal.now()))
}

/// What is shown of the messages that were last sent for a challenge, or pretended.
pub(super) struct Course {
    pub legs: Vec<Leg>,
    /// Whether they are other messages' legs.
    pub is_borrowed: bool,
}

/// The course of the messages that were last sent for a challenge, or pretended.
pub(super) async fn course(
    portal: &Portal,
    tx: &mut Tx,
    row: &ChallengeRow,
) -> Result<Course, Refusal> {
    let sent = course::of_challenge(tx, row.id, row.sent_at).await?;
    // A real challenge has none either when it was only pretended to be sent again.
    if !sent.is_empty() && may_be_told(&sent, steps(portal, row), row) {
        return Ok(Course { legs: sent, is_borrowed: false });
    }
    let legs = pretended(portal, tx, row, (row.sent_at, steps(portal, row))).await?;
    Ok(Course { legs, is_borrowed: true })
}

/// The borrowed course of the messages with which a challenge was opened.
pub(super) async fn opening(
    portal: &Portal,
    tx: &mut Tx,
    row: &ChallengeRow,
) -> Result<Vec<Leg>, Refusal> {
    pretended(portal, tx, row, (row.issued_at, first_steps(portal, row))).await
}

async fn pretended(
    portal: &Portal,
    tx: &mut Tx,
    row: &ChallengeRow,
    (at, steps): (Millis, &[Step]),
) -> Result<Vec<Leg>, Refusal> {
    let mut like = Vec::with_capacity(Channel::ALL.len());
    for channel in Channel::ALL {
        like.push(chosen(portal, tx, row, channel, at).await?);
    }
    let of_channel = |channel| {
        let chosen = like.iter().flatten().find(|leg: &&Leg| leg.channel == channel);
        chosen.copied().unwrap_or_else(|| Leg::typical(channel))
    };
    Ok(borrowed(steps, at, of_channel))
}

/// Whether the page may follow what was really sent: before somebody has signed in, only if it is what anybody would be
/// sent, since a patient's own wish or line would tell that the password was right.
fn may_be_told(sent: &[Leg], usual: &[Step], row: &ChallengeRow) -> bool {
    let sent = sent.iter().map(|leg| leg.channel);
    !is_sent_quietly(&row.kind) || sent.eq(usual.iter().map(|step| step.channel))
}

/// The steps that a decoy pretends to since it was last sent.
fn steps(portal: &Portal, row: &ChallengeRow) -> &'static [Step] {
    match row.called_at {
        Some(at) if at == row.sent_at => Channel::Voice.at_once(),
        _ if row.sent_at > row.issued_at => row.first.at_once(),
        _ => first_steps(portal, row),
    }
}

/// The steps that a decoy pretended to when it was opened.
fn first_steps(portal: &Portal, row: &ChallengeRow) -> &'static [Step] {
    match portal.rules().plan_of(&row.kind) {
        plan if plan.first() == row.first => plan.steps(),
        _ => row.first.at_once(),
    }
}

/// A course of a channel that was recent at a moment, the same one each time; none when there is none.
async fn chosen(
    portal: &Portal,
    tx: &mut Tx,
    row: &ChallengeRow,
    channel: Channel,
    until: Millis,
) -> Result<Option<Leg>, Refusal> {
    // What was over before it was sent cannot change any more, so neither does the choice.
    let (after, taken_by) = (until.before(RECENT), until.before(OVER));
    let recent = course::recent(tx, channel, after, until, taken_by, CHOICE).await?;
    let name = format!("{} {}", row.id, channel.name());
    let [a, b, c, d, ..] = portal.vault().lookup("course", &name);
    let die =
        usize::from(u16::from_be_bytes([a, b])) << 16 | usize::from(u16::from_be_bytes([c, d]));
    let place = die.checked_rem(recent.len());
    Ok(place.and_then(|place| recent.get(place)).copied().map(|leg| known_by(leg, until)))
}

/// What was known of a course at a moment.
fn known_by(leg: Leg, until: Millis) -> Leg {
    let known = |at: &Millis| *at <= until;
    Leg {
        accepted_at: leg.accepted_at.filter(known),
        delivered_at: leg.delivered_at.filter(known),
        failed_at: leg.failed_at.filter(known),
        ..leg
    }
}
