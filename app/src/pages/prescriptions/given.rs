//! What was handed over, and "I did not collect this".

use super::{framed, id, part, says};
use crate::{
    desk::{Asked, Desk},
    pages::{Halt, Shown, Written},
    parts::amount,
    paths,
    problem::Problem,
};
use leptos::prelude::*;
use portal::{
    domain::id::{PrescriptionId, VerificationId},
    prescriptions::{Given, Giver, Opened, Share},
};

/// What was handed over of a prescription; nothing where nothing was. Of what it was it says something only while the medicines
/// are open.
pub(super) fn section(
    desk: &Desk,
    of: PrescriptionId,
    given: &[Given],
    opened: Option<&Opened>,
) -> Option<AnyView> {
    let items = || given.iter().map(|it| item(desk, of, it, opened)).collect_view();
    (!given.is_empty()).then(|| {
        view! {
            <section class="stack unprinted" aria-labelledby="given-title">
                <h2 id="given-title">{desk.words.say("prescriptions-given-title")}</h2>
                <ul class="history">{items()}</ul>
            </section>
        }
        .into_any()
    })
}

fn item(desk: &Desk, of: PrescriptionId, it: &Given, opened: Option<&Opened>) -> AnyView {
    let words = desk.words;
    let when = desk.dates.moment(it.at);
    let link = deniable(it).map(|(id, name)| {
        let about = format!(": {name}, {when}");
        let href = page(of, id);
        view! {
            <p><a href=href>{words.say("prescriptions-deny")}<span class="unseen">{about}</span></a></p>
        }
    });
    let count = opened.is_none().then(|| format!(" · {}", says::medicines(words, it.shares.len())));
    view! {
        <li class="history-line">
            <p class="history-time">{when.clone()}</p>
            <div class="stack stack-tight">
                <p><strong>{place(desk, it, opened)}</strong>{count}</p>
                {opened.map(|opened| shares(desk, it, opened))}
                {notes(desk, it)}
                {link}
            </div>
        </li>
    }
    .into_any()
}

/// Where it was handed over. Who another program names is sealed like the medicine.
fn place(desk: &Desk, it: &Given, opened: Option<&Opened>) -> String {
    match &it.by {
        Giver::Pharmacy { name, .. } => name.clone(),
        Giver::Elsewhere(record) => {
            let named = opened.and_then(|opened| opened.places.get(record));
            named.cloned().unwrap_or_else(|| desk.words.say("prescriptions-given-somewhere"))
        }
    }
}

/// How much of which medicine.
fn shares(desk: &Desk, it: &Given, opened: &Opened) -> AnyView {
    let one = |share: &Share| {
        let medicine = opened.medicines.iter().find(|it| it.record == share.medicine);
        let name = medicine.map(|it| it.prescription.medicine.clone());
        let name = name.unwrap_or_else(|| says::medicines(desk.words, 1));
        let amount = share.amount.as_ref().map(|amount| amount::of(desk, amount));
        let says = [Some(name), amount].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <li>{says}</li> }
    };
    view! { <ul class="bullets">{it.shares.iter().map(one).collect_view()}</ul> }.into_any()
}

/// The look-up of what may be said not to have been collected, and its pharmacy.
fn deniable(it: &Given) -> Option<(VerificationId, &str)> {
    match &it.by {
        Giver::Pharmacy { id, name, denied_at: None, .. } if it.undone_at.is_none() => {
            Some((*id, name))
        }
        Giver::Pharmacy { .. } | Giver::Elsewhere(_) => None,
    }
}

/// What else is to be known of it.
fn notes(desk: &Desk, it: &Given) -> AnyView {
    let words = desk.words;
    let dated =
        |key, at: Option<_>| at.map(|at| words.tell(key, [("date", desk.dates.moment(at).into())]));
    let all = match it.by {
        Giver::Pharmacy { vouched, denied_at, .. } => [
            vouched.then(|| words.say("prescriptions-given-vouched")),
            dated("prescriptions-given-undone", it.undone_at),
            dated("prescriptions-given-denied", denied_at),
        ],
        Giver::Elsewhere(_) => [
            Some(words.say("prescriptions-given-elsewhere")),
            dated("prescriptions-given-mistaken", it.undone_at),
            None,
        ],
    };
    let lines = all.into_iter().flatten().map(|says| view! { <p class="small">{says}</p> });
    lines.collect_view().into_any()
}

fn page(of: PrescriptionId, id: VerificationId) -> String {
    format!("{}/given/{id}", paths::prescription(of))
}

/// `/prescriptions/{id}/given/{of}`: what will happen, before it does.
pub(crate) async fn denial(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let (of, id) = (id(&asked.path)?, part::<VerificationId>(&asked.path, 4)?);
    let given = portal::prescriptions::given(asked.site.portal(), &who, of).await?;
    let named = |it: &&Given| matches!(it.by, Giver::Pharmacy { id: of, .. } if of == id);
    let it = given.iter().find(named).ok_or(Problem::NotFound)?;
    let Some((_, pharmacy)) = deniable(it) else {
        return Err(Halt::go(paths::prescription(of)));
    };
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("prescriptions-deny-title");
    let main = view! {
        <h1>{title.clone()}</h1>
        <section class="sheet stack stack-tight">
            <p><strong>{pharmacy.to_owned()}</strong></p>
            <p>{desk.dates.moment(it.at)}</p>
            <p>{says::medicines(words, it.shares.len())}</p>
        </section>
        <p class="lead">{words.say("prescriptions-deny-will")}</p>
        <ul class="bullets">
            <li>{words.say("prescriptions-deny-clinic")}</li>
            <li>{words.say("prescriptions-deny-somebody")}</li>
        </ul>
        <form class="buttons" method="post" action=page(of, id)>
            <button class="button button-grave">{words.say("prescriptions-deny")}</button>
            <a class="button button-link" href=paths::prescription(of)>
                {words.say("prescriptions-deny-cancel")}
            </a>
        </form>
    };
    Ok(Shown(framed(title), main.into_any()))
}
