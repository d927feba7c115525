//! Choosing a password after a code, changing settings, and accepting the notice.

use super::{Done, see};
use crate::{
    errand::Errand,
    fields::Fields,
    kept, language,
    problem::Problem,
    refusal::Fate,
    remark::{Account, Remark},
    seat::Flash,
    site::Site,
    visitor::Visitor,
};
use axum::{extract::State, http::header::SET_COOKIE};
use portal::{
    Refusal, activation,
    domain::{
        Language,
        challenge::Channel,
        settings::{Settings, TextSize},
    },
    forgotten, notice, password, settings,
};

/// `POST /activate/password`
pub(crate) async fn activate(
    State(site): State<Site>,
    mut visitor: Visitor,
    fields: Fields,
) -> Done {
    let (portal, typed) = (site.portal(), fields.get("password")?);
    let Some(challenge) = visitor.earned(Errand::Activate) else {
        return over(&mut visitor, Errand::Activate).await;
    };
    let Some(accepted) = fields.find("accept") else {
        let weighed = activation::weigh(portal, challenge, typed).await;
        return not_set(
            Errand::Activate,
            &mut visitor,
            &fields,
            weighed.err(),
            Some(Remark::Account(Account::NoticeNotAccepted)),
        )
        .await;
    };
    let caller = visitor.caller();
    match activation::finish(portal, &caller, challenge, accepted, typed).await {
        Ok(patient) => {
            visitor.sign_in(patient, site.portal().now()).await?;
            visitor.set_flash(Remark::Account(Account::Activated)).await?;
            Ok(see(&visitor.take_return().await?))
        }
        Err(Refusal::AlreadyActive) => {
            visitor.forget_errand().await?;
            visitor.told(Remark::Account(Account::AlreadyActive), "/sign-in").await
        }
        Err(refusal) => not_set(Errand::Activate, &mut visitor, &fields, Some(refusal), None).await,
    }
}

/// `POST /forgotten/password`
pub(crate) async fn forgotten(
    State(site): State<Site>,
    mut visitor: Visitor,
    fields: Fields,
) -> Done {
    let errand = Errand::Forgotten;
    let Some(challenge) = visitor.earned(errand) else { return over(&mut visitor, errand).await };
    let meant = fields.find("patient").map(str::parse).transpose();
    let meant = meant.map_err(|_| Problem::Malformed)?;
    let (caller, typed) = (visitor.caller(), fields.get("password")?);
    let pin = fields.find("pin").unwrap_or_default();
    match forgotten::finish(site.portal(), &caller, challenge, meant, pin, typed).await {
        Ok(_) => {
            visitor.forget_errand().await?;
            visitor.told(Remark::Account(Account::PasswordSet), "/sign-in").await
        }
        Err(refusal) => not_set(errand, &mut visitor, &fields, Some(refusal), None).await,
    }
}

/// `POST /settings/password`
pub(crate) async fn change_password(
    State(site): State<Site>,
    mut visitor: Visitor,
    fields: Fields,
) -> Done {
    let errand = Errand::Password;
    let (current, typed) = (fields.get("current")?, fields.get("password")?);
    let who = visitor.themselves(errand.start()).await?;
    let Some(challenge) = visitor.earned(errand) else { return over(&mut visitor, errand).await };
    let unfilled = current.is_empty().then_some(Remark::Account(Account::CurrentPasswordMissing));
    if unfilled.is_some() {
        let missing = typed.is_empty().then_some(Refusal::PasswordMissing);
        return not_set(errand, &mut visitor, &fields, missing, unfilled).await;
    }
    match password::change(site.portal(), &who, challenge, current, typed).await {
        Ok(()) => {
            visitor.settle_errand().await?;
            visitor.told(Remark::Account(Account::PasswordChanged), "/settings").await
        }
        Err(refusal) => not_set(errand, &mut visitor, &fields, Some(refusal), None).await,
    }
}

/// `POST /settings/change`
pub(crate) async fn change_settings(
    State(site): State<Site>,
    mut visitor: Visitor,
    fields: Fields,
) -> Done {
    let errand = Errand::Settings;
    let (chosen, spoken) = read(&fields)?;
    let who = visitor.signed_in_with(&kept::SETTINGS, &fields, errand.start()).await?;
    let Some(challenge) = visitor.earned(errand) else { return over(&mut visitor, errand).await };
    if let Err(refusal) = settings::change(site.portal(), &who, challenge, &chosen).await {
        return not_set(errand, &mut visitor, &fields, Some(refusal), None).await;
    }
    visitor.forget_errand().await?;
    visitor.apply(&chosen).await?;
    let mut response = visitor.told(Remark::Account(Account::SettingsSaved), "/settings").await?;
    // What is chosen here goes before what was chosen in this browser.
    if let Some(cookie) = language::cookie(&site, spoken) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

fn read(fields: &Fields) -> Result<(Settings, Language), Problem> {
    let codes_by = match fields.get("codes-by")? {
        "default" => None,
        name => Some(Channel::of_name(name).ok_or(Problem::Malformed)?),
    };
    let language = language::exactly(fields.get("language")?).ok_or(Problem::Malformed)?;
    let text = TextSize::of_name(fields.get("text")?).ok_or(Problem::Malformed)?;
    Ok((Settings { codes_by, language: Some(language), text }, language))
}

/// `POST /notice`
pub(crate) async fn accept(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let version = fields.get("version")?;
    let Some(who) = visitor.principal() else {
        visitor.ask_to_sign_in("/notice").await?;
        return Ok(see("/sign-in"));
    };
    match notice::accept(site.portal(), &who, version).await {
        Ok(()) => {
            visitor.notice_accepted().await?;
            Ok(see(&visitor.take_return().await?))
        }
        Err(refusal) => visitor.refused(&refusal, "/notice").await,
    }
}

/// Back to where an errand begins, since the code's time is over.
pub(super) async fn over(visitor: &mut Visitor, errand: Errand) -> Done {
    visitor.forget_errand().await?;
    visitor.told(Remark::Account(Account::ErrandOver), errand.start()).await
}

/// Back to the form, which has what was typed but for passwords.
pub(super) async fn not_set(
    errand: Errand,
    visitor: &mut Visitor,
    fields: &Fields,
    refusal: Option<Refusal>,
    also: Option<Remark>,
) -> Done {
    let told = match refusal.as_ref().map(|refusal| visitor.fate(refusal)) {
        Some(Fate::Told(Remark::Account(Account::ErrandOver), _)) => {
            return over(visitor, errand).await;
        }
        Some(Fate::Told(Remark::PasswordMissing, _)) => {
            Some(Remark::Account(Account::NewPasswordMissing))
        }
        Some(Fate::Told(message, _)) => Some(message),
        Some(Fate::Broken(problem)) => return Err(problem.into()),
        None => None,
    };
    let kept = ["accept", "patient"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), fields.find(name)?.chars().take(64).collect())));
    let messages = also.into_iter().chain(told).collect();
    visitor.set_flash(Flash { messages, typed: kept.collect(), ..Flash::default() }).await?;
    Ok(see(errand.then()))
}
