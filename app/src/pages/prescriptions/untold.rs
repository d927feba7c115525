//! What pharmacies did without the patient's code, where no text could say so.

use crate::{
    desk::Desk,
    parts::icon::{Sign, sign},
    paths,
};
use leptos::prelude::*;
use portal::prescriptions::Untold;

/// A notice of each, with the way to its page. None names a medicine.
pub(super) fn notices(desk: &Desk, all: &[Untold]) -> AnyView {
    let link = || desk.words.say("prescriptions-untold-link");
    let one = |it: &Untold| {
        view! {
            <div class="notice" role="status">
                {sign(Sign::Note)}
                <p>{says(desk, it)}" "<a href=paths::asked(it.id)>{link()}</a></p>
            </div>
        }
    };
    all.iter().map(one).collect_view().into_any()
}

/// The same on its own page, where it can be put away.
pub(super) fn section(desk: &Desk, it: &Untold) -> AnyView {
    view! {
        <section class="sheet stack">
            <p>{says(desk, it)}</p>
            <form class="buttons" method="post" action=format!("{}/seen", paths::asked(it.id))>
                <button class="button button-quiet">{desk.words.say("prescriptions-untold-seen")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn says(desk: &Desk, it: &Untold) -> String {
    let values = [("name", it.pharmacy.clone().into()), ("date", desk.dates.moment(it.at).into())];
    let key = if it.let_in { "prescriptions-untold-let-in" } else { "prescriptions-untold-wanted" };
    desk.words.tell(key, values)
}
