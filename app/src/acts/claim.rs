//! Saying who one is, by number and birth date, to activate an account or to set a new password.

use super::{Done, see, sign_in::shown};
use crate::{
    errand::Errand,
    fields::Fields,
    problem::Problem,
    refusal::Fate,
    remark::{Account, Remark},
    seat::Flash,
    site::Site,
    visitor::Visitor,
};
use axum::extract::State;
use portal::{
    Portal, activation,
    domain::{
        birth::{BirthDate, NotABirthDate},
        identifier::{Identifier, NotAnIdentifier},
    },
    forgotten, rebind,
};

/// The fields in which a birth date is typed.
pub(crate) const BIRTH: [&str; 3] = ["day", "month", "year"];

/// `POST /activate`
pub(crate) async fn activate(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Done {
    by_number(Errand::Activate, &site, visitor, &fields).await
}

/// `POST /stop-number`
pub(crate) async fn stop_number(
    State(site): State<Site>,
    visitor: Visitor,
    fields: Fields,
) -> Done {
    by_number(Errand::StopNumber, &site, visitor, &fields).await
}

async fn by_number(errand: Errand, site: &Site, visitor: Visitor, fields: &Fields) -> Done {
    let typed = fields.get("identifier")?;
    let number = match Identifier::number(typed.trim()) {
        Some(number) => Ok(vec![number]),
        None if typed.trim().is_empty() => Err(Remark::Account(Account::PatientNumberMissing)),
        None => Err(Remark::Account(Account::PatientNumberMalformed)),
    };
    begin(errand, site, visitor, fields, number).await
}

/// `POST /forgotten`
pub(crate) async fn forgotten(State(site): State<Site>, visitor: Visitor, fields: Fields) -> Done {
    let home = site.portal().rules().home();
    let readings = Identifier::readings(fields.get("identifier")?, home);
    let readings = readings.map_err(|why| match why {
        NotAnIdentifier::Missing => Remark::IdentifierMissing,
        NotAnIdentifier::Malformed => Remark::IdentifierMalformed,
    });
    begin(Errand::Forgotten, &site, visitor, &fields, readings).await
}

async fn begin(
    errand: Errand,
    site: &Site,
    mut visitor: Visitor,
    fields: &Fields,
    readings: Result<Vec<Identifier>, Remark>,
) -> Done {
    if visitor.principal().is_some() {
        return Ok(see("/home"));
    }
    let portal = site.portal();
    let (readings, born) = match (readings, born(portal, fields)?) {
        (Ok(readings), Ok(born)) => (readings, born),
        (readings, born) => {
            let faults = [readings.err(), born.err()].into_iter().flatten().collect();
            return again(errand, &mut visitor, fields, faults).await;
        }
    };
    let caller = visitor.caller();
    let begun = match (errand, readings.first()) {
        (Errand::Activate, Some(number)) => activation::begin(portal, &caller, number, &born).await,
        (Errand::StopNumber, Some(number)) => {
            rebind::stop::begin(portal, &caller, number, &born).await
        }
        (Errand::Forgotten, _) => forgotten::begin(portal, &caller, &readings, &born).await,
        _ => return Err(Problem::NotFound.into()),
    };
    match begun.map_err(|refusal| visitor.fate(&refusal)) {
        Ok(()) => {
            visitor.await_code(&shown(fields.get("identifier")?)).await?;
            Ok(see(&errand.code()))
        }
        Err(Fate::Told(message, _)) => again(errand, &mut visitor, fields, vec![message]).await,
        Err(Fate::Broken(problem)) => Err(problem.into()),
    }
}

fn born(portal: &Portal, fields: &Fields) -> Result<Result<BirthDate, Remark>, Problem> {
    let [day, month, year] = BIRTH.map(|name| fields.get(name));
    let born = BirthDate::parse(day?, month?, year?, portal.now());
    Ok(born.map_err(|why| match why {
        NotABirthDate::Missing => Remark::Account(Account::BirthDateMissing),
        NotABirthDate::Malformed => Remark::Account(Account::BirthDateMalformed),
    }))
}

/// Back to the form, which has what was typed.
async fn again(
    errand: Errand,
    visitor: &mut Visitor,
    fields: &Fields,
    messages: Vec<Remark>,
) -> Done {
    let typed = BIRTH.iter().filter_map(|name| {
        Some(((*name).to_owned(), fields.find(name)?.chars().take(20).collect()))
    });
    let identifier = Some(shown(fields.get("identifier")?));
    visitor
        .set_flash(Flash { messages, identifier, typed: typed.collect(), ..Flash::default() })
        .await?;
    Ok(see(errand.start()))
}
