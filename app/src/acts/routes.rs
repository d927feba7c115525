//! Which act is at which address.

use super::{
    account, asked,
    awaited::Kind,
    claim, collector, counter, document, errand, family, history, language, my_data, number,
    opened::{self, Opened},
    pin, prescription, progress,
    resend::{self, Way},
    security, session, sign_in, start,
};
use crate::{
    addresses::Acts, errand::Errand, fields::Fields, problem::Problem, site::Site, visitor::Visitor,
};
use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};

/// Every act.
pub(crate) fn all() -> Acts {
    let own = [
        of_sessions(),
        of_accounts(),
        of_history(),
        of_devices(),
        opened("/labs/{id}", Opened::report).get("/labs/{id}/documents/{part}", document::document),
        opened("/prescriptions/{id}", Opened::prescription),
        of_prescriptions(),
        counter::acts(),
    ];
    let errands = Errand::ALL.into_iter().map(of_errand);
    own.into_iter().chain(errands).chain(Kind::all().map(awaited)).fold(Acts::new(), Acts::and)
}

fn of_sessions() -> Acts {
    Acts::new()
        .get("/", start::start)
        .post("/language", language::language)
        .post("/sign-in", sign_in::begin)
        .post("/sign-in/code", sign_in::answer)
        .post("/sign-in/who", sign_in::choose)
        .post("/sign-in/pin", sign_in::pin)
        .post("/sign-out", session::sign_out)
        .get("/session/left", session::left)
        .post("/session/stay", session::stay)
        .post("/session/form", session::form)
}

fn of_accounts() -> Acts {
    Acts::new()
        .post("/activate", claim::activate)
        .post("/activate/password", account::activate)
        .post("/forgotten", claim::forgotten)
        .post("/forgotten/password", account::forgotten)
        .post("/notice", account::accept)
        .post("/family/act", family::act)
        .post("/family/back", family::back)
        .post("/settings/change", account::change_settings)
        .post("/settings/password", account::change_password)
        .post("/settings/pin", pin::change)
        .post("/settings/pin/remove", pin::remove)
        .post("/my-data/{id}/{file}", my_data::take)
        .post("/my-data/erase/stop", my_data::stop)
        .post("/settings/number", number::ask)
        .post("/settings/number/stop", number::stop)
        .post("/stop-number", claim::stop_number)
}

fn of_history() -> Acts {
    Acts::new()
        .get("/history/{id}/proof", history::proof)
        .post("/history/{id}/not-me", history::not_me)
}

fn of_devices() -> Acts {
    Acts::new()
        .post("/security/devices/{id}/end", security::end)
        .post("/security/devices/{id}/wipe", security::wipe)
        .post("/security/others/end", security::end_others)
}

fn of_prescriptions() -> Acts {
    Acts::new()
        .post("/prescriptions/send/who", collector::name)
        .post("/prescriptions/asked/{id}/code", asked::look)
        .post("/prescriptions/asked/{id}/yes", asked::yes)
        .post("/prescriptions/asked/{id}/no", asked::no)
        .post("/prescriptions/asked/{id}/seen", asked::seen)
        .post("/prescriptions/{id}/given/{of}", prescription::deny)
        .post("/prescriptions/{id}/collectors/{of}/end", collector::take_back)
}

/// The acts of what a code opens.
fn opened(base: &str, read: fn(&str) -> Result<Opened, Problem>) -> Acts {
    let ask = move |visitor: Visitor, Path(id): Path<String>| async move {
        opened::ask(read(&id)?, visitor).await
    };
    let answer = move |visitor: Visitor, Path(id): Path<String>, fields: Fields| async move {
        opened::answer(read(&id)?, visitor, &fields).await
    };
    let seal = move |visitor: Visitor, Path(id): Path<String>| async move {
        opened::seal(read(&id)?, visitor).await
    };
    Acts::new()
        .post(format!("{base}/ask"), ask)
        .post(format!("{base}/code"), answer)
        .post(format!("{base}/seal"), seal)
}

/// The acts of an errand, but for those of every code.
fn of_errand(errand: Errand) -> Acts {
    let base = errand.base();
    let answer = move |State(site): State<Site>, visitor: Visitor, fields: Fields| {
        errand::answer(errand, site, visitor, fields)
    };
    let acts = Acts::new().post(format!("{base}/code"), answer);
    if !errand.is_own() {
        return acts;
    }
    let ask = move |State(site): State<Site>, visitor: Visitor| errand::ask(errand, site, visitor);
    acts.post(format!("{base}/ask"), ask)
}

/// What every page of a code has.
fn awaited(kind: Kind) -> Acts {
    let base = kind.base();
    let send = |way: Way| {
        move |visitor: Visitor, id: Option<Path<String>>, headers: HeaderMap, fields: Fields| async move {
            let of = kind.one(id.as_deref().map(String::as_str))?;
            resend::send(of, way, visitor, &headers, &fields).await
        }
    };
    let tell = move |visitor: Visitor, id: Option<Path<String>>, RawQuery(query): RawQuery| async move {
        let of = kind.one(id.as_deref().map(String::as_str))?;
        progress::tell(of, visitor, query.as_deref()).await
    };
    Acts::new()
        .get(format!("{base}/code/progress"), tell)
        .post(format!("{base}/resend"), send(Way::Again))
        .post(format!("{base}/call"), send(Way::Call))
}
