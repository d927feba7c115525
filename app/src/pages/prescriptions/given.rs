//! What was handed over, and "I did not collect this".

use super::{framed, id, part, says};
use crate::{
    desk::{Asked, Desk},
    pages::{Halt, Shown, Written},
    paths,
    problem::Problem,
};
use leptos::prelude::*;
use portal::{
    domain::id::{PrescriptionId, VerificationId},
    prescriptions::Given,
};

/// What was handed over of a prescription; nothing where nothing was.
pub(super) fn section(desk: &Desk, of: PrescriptionId, given: &[Given]) -> Option<AnyView> {
    let items = || given.iter().map(|it| item(desk, of, it)).collect_view();
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

fn item(desk: &Desk, of: PrescriptionId, it: &Given) -> AnyView {
    let words = desk.words;
    let when = desk.dates.moment(it.at);
    let link = (it.undone_at.is_none() && it.denied_at.is_none()).then(|| {
        let about = format!(": {}, {when}", it.pharmacy);
        let href = page(of, it.id);
        view! {
            <p><a href=href>{words.say("prescriptions-deny")}<span class="unseen">{about}</span></a></p>
        }
    });
    view! {
        <li class="history-line">
            <p class="history-time">{when.clone()}</p>
            <div class="stack stack-tight">
                <p>
                    <strong>{it.pharmacy.clone()}</strong>
                    {format!(" · {}", says::medicines(words, it.medicines))}
                </p>
                {notes(desk, it)}
                {link}
            </div>
        </li>
    }
    .into_any()
}

/// What else is to be known of it.
fn notes(desk: &Desk, it: &Given) -> AnyView {
    let words = desk.words;
    let dated = |key, at| words.tell(key, [("date", desk.dates.moment(at).into())]);
    let all = [
        it.vouched.then(|| words.say("prescriptions-given-vouched")),
        it.undone_at.map(|at| dated("prescriptions-given-undone", at)),
        it.denied_at.map(|at| dated("prescriptions-given-denied", at)),
    ];
    let lines = all.into_iter().flatten().map(|says| view! { <p class="small">{says}</p> });
    lines.collect_view().into_any()
}

fn page(of: PrescriptionId, id: VerificationId) -> String {
    format!("{}/given/{id}", paths::prescription(of))
}

/// `/prescriptions/{id}/given/{of}`: what will happen, before it does.
pub(crate) async fn denial(asked: &mut Asked) -> Written {
    let who = asked.principal().await?;
    let (of, id) = (id(&asked.path)?, part::<VerificationId>(&asked.path, 4)?);
    let given = portal::prescriptions::given(asked.site.portal(), &who, of).await?;
    let it = given.iter().find(|it| it.id == id).ok_or(Problem::NotFound)?;
    if it.denied_at.is_some() || it.undone_at.is_some() {
        return Err(Halt::go(paths::prescription(of)));
    }
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("prescriptions-deny-title");
    let main = view! {
        <h1>{title.clone()}</h1>
        <section class="sheet stack stack-tight">
            <p><strong>{it.pharmacy.clone()}</strong></p>
            <p>{desk.dates.moment(it.at)}</p>
            <p>{says::medicines(words, it.medicines)}</p>
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
