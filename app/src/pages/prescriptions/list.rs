//! The list of prescriptions, and the pharmacies that wait.

use super::{framed, says, untold::notices};
use crate::{
    desk::{Asked, Desk},
    pages::{Shown, Written},
    parts::{
        icon::{Sign, sign},
        notice,
    },
    paths,
    shell::Frame,
};
use leptos::prelude::*;
use portal::{
    Principal, Refusal,
    domain::{
        id::{PharmacyId, PrescriptionId},
        pharmacy::State,
    },
    prescriptions::{Line, asked::Waiting},
};

/// `/prescriptions`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let lines = portal::prescriptions::list(asked.site.portal(), &who).await?;
    let pharmacies = pharmacies(asked, &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title =
        words.say(if who.by().is_some() { "common-prescriptions" } else { "prescriptions-title" });
    let frame = Frame { faulty: notice::is_faulty(&flash), ..framed(title.clone()) };
    let (current, past): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.is_current());
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        {pharmacies}
        <h1>{title}</h1>
        {lines.is_empty().then(|| empty(desk))}
        {section(desk, "prescriptions-current", &current)}
        {(who.by().is_none() && !current.is_empty()).then(|| view! {
            <p><a href="/prescriptions/send">{words.say("prescriptions-send-title")}</a></p>
        })}
        {section(desk, "prescriptions-past", &past)}
    };
    Ok(Shown(frame, main.into_any()))
}

fn empty(desk: &Desk) -> AnyView {
    let words = desk.words;
    view! {
        <section class="sheet stack stack-tight">
            <h2>{words.say("prescriptions-empty-title")}</h2>
            <p>{words.say("prescriptions-empty-text")}</p>
        </section>
    }
    .into_any()
}

fn section(desk: &Desk, key: &'static str, lines: &[&Line]) -> Option<AnyView> {
    let items = || lines.iter().map(|line| item(desk, line)).collect_view();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby=key>
                <h2 id=key>{desk.words.say(key)}</h2>
                <ul class="reports">{items()}</ul>
            </section>
        }
        .into_any()
    })
}

fn item(desk: &Desk, line: &Line) -> AnyView {
    view! {
        <li>
            <a class="report report-sealed" href=paths::prescription(line.id)>
                {sign(Sign::Sealed)}
                <span class="report-date">{says::titled(desk, line)}</span>
                <span class="report-from">{says::all(desk, line)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What pharmacies did without a code and what they wait for, at the top of a page.
pub(crate) async fn pharmacies(asked: &Asked, who: &Principal) -> Result<AnyView, Refusal> {
    let (desk, portal) = (&asked.desk, asked.site.portal());
    let untold = portal::prescriptions::untold(portal, who).await?;
    let asking = portal::prescriptions::asked::waiting(portal, who).await?;
    Ok(view! { {notices(desk, &untold)}{waiting(desk, &asking)} }.into_any())
}

/// The pharmacies that wait for this patient, each with the way to its page.
fn waiting(desk: &Desk, pharmacies: &[Waiting]) -> AnyView {
    let words = desk.words;
    let one = |it: &Waiting| {
        let values = [
            ("time", desk.dates.time(it.at).into()),
            ("name", it.pharmacy.clone().into()),
            ("count", it.medicines.into()),
        ];
        // What waits for an answer has little time, and stands out from what had one.
        let class = (!matches!(it.state, State::Allowed(_))).then_some("button");
        view! {
            <div class="notice" role="status">
                {sign(Sign::Note)}
                <p>{words.tell(stage(it.state), values)}</p>
                <p><a class=class href=paths::asked(it.id)>{words.say("prescriptions-waits-link")}</a></p>
            </div>
        }
    };
    newest(pharmacies).into_iter().map(one).collect_view().into_any()
}

/// Of what one pharmacy asks about a prescription again and again, the newest. An earlier one comes up once that is over.
fn newest(all: &[Waiting]) -> Vec<&Waiting> {
    let mut kept: Vec<&Waiting> = Vec::new();
    for it in all {
        if kept.iter().all(|other| matter(other) != matter(it)) {
            kept.push(it);
        }
    }
    kept
}

/// What tells notices apart.
const fn matter(it: &Waiting) -> (PharmacyId, PrescriptionId, &'static str) {
    (it.by, it.prescription, stage(it.state))
}

/// Whether it still waits for a yes, or has had it and can still be told no.
const fn stage(state: State) -> &'static str {
    match state {
        State::Allowed(_) => "prescriptions-let-in",
        _ => "prescriptions-waits",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::domain::{Millis, id::VerificationId};

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u8) -> T {
        format!("0195a000-0000-7000-8000-00000000000{n}").parse().unwrap()
    }

    fn waiting(n: u8, (by, of): (u8, u8), state: State) -> Waiting {
        let (id, by, prescription) = (id::<VerificationId>(n), id(by), id(of));
        // Two pharmacies may be called alike.
        Waiting {
            id,
            by,
            prescription,
            pharmacy: "City Pharmacy".into(),
            medicines: 1,
            at: Millis(0),
            state,
        }
    }

    #[test]
    fn a_pharmacy_that_asks_again_is_told_of_once_for_each_prescription_and_stage() {
        let in_now = State::Allowed(Millis(9));
        let all = [
            waiting(1, (1, 1), State::Asked),
            waiting(2, (1, 1), State::LookedAt),
            waiting(3, (1, 1), in_now),
            waiting(4, (2, 1), State::Asked),
            waiting(5, (1, 2), State::Asked),
            waiting(6, (1, 1), in_now),
        ];
        let kept: Vec<VerificationId> = newest(&all).into_iter().map(|it| it.id).collect();
        assert_eq!(kept, [1, 3, 4, 5].map(id));
    }
}
