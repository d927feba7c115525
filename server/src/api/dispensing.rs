//! Writing down what was handed over, and undoing that.

use super::{
    Api,
    once::Sent,
    problem::{Problem, UNEXPECTED},
    shown::Shown,
    token::Giver,
    verifications::done,
    which::Which,
};
use axum::{Json, extract::State, http::StatusCode};
use portal::{
    Refusal,
    counter::{self, Handed, Wanted},
    domain::{clinical::Identity, dispense::Amount, id::RecordId},
};
use serde::Deserialize;

/// The longest name, and the longest number of an identity card, in characters.
const LONGEST: usize = 100;
/// The most medicines at once.
const MOST: usize = 100;

/// What is handed over.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Handing {
    items: Vec<Item>,
    #[serde(default)]
    collector: Option<String>,
}

/// One medicine.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: RecordId,
    version: i64,
    #[serde(default)]
    amount: Option<String>,
    #[serde(default)]
    identity: Option<Card>,
    #[serde(default)]
    substituted: Option<bool>,
}

/// The identity card of whoever collects it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    kind: String,
    number: String,
}

/// `POST /api/pharmacy/verifications/{id}/dispense`
pub(super) async fn dispense(
    State(api): State<Api>,
    Giver(who): Giver,
    Which(id): Which,
    sent: Sent<Handing>,
) -> Result<(StatusCode, Json<Shown>), Problem> {
    if !sent.content.is_short() {
        return Err(UNEXPECTED.into());
    }
    let handed = match sent.content.handed() {
        Ok(handed) => counter::dispense(&api.portal, &who, id, &handed, Some(sent.once())).await,
        Err(refusal) => Err(refusal),
    };
    Ok((StatusCode::CREATED, done(&api, &who, id, handed).await?))
}

/// `POST /api/pharmacy/verifications/{id}/undo`
pub(super) async fn undo(
    State(api): State<Api>,
    Giver(who): Giver,
    Which(id): Which,
) -> Result<Json<Shown>, Problem> {
    done(&api, &who, id, counter::undo(&api.portal, &who, id).await).await
}

impl Handing {
    fn is_short(&self) -> bool {
        let short = |text: &String| text.chars().count() <= LONGEST;
        let cards = self.items.iter().filter_map(|item| item.identity.as_ref());
        self.items.len() <= MOST
            && self.collector.as_ref().is_none_or(short)
            && cards.flat_map(|card| [&card.kind, &card.number]).all(short)
    }

    fn handed(&self) -> Result<Handed, Refusal> {
        let wanted: Result<Vec<Wanted>, Refusal> = self.items.iter().map(Item::wanted).collect();
        Ok(Handed { wanted: wanted?, collector: self.collector.clone() })
    }
}

impl Item {
    fn wanted(&self) -> Result<Wanted, Refusal> {
        let amount = self.amount.as_deref().map(Amount::parse).transpose()?;
        let card = |it: &Card| Identity::of(&it.kind, &it.number).ok_or(Refusal::IdentityNeeded);
        let identity = self.identity.as_ref().map(card).transpose()?;
        let (record, version, substituted) = (self.id, self.version, self.substituted);
        Ok(Wanted { record, version, amount, identity, substituted })
    }
}
