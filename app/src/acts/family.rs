//! Acting for somebody, and going back to oneself.

use super::{Done, see};
use crate::{
    fields::Fields,
    problem::Problem,
    remark::{Family, Remark},
    site::Site,
    visitor::Visitor,
};
use axum::extract::State;
use portal::{domain::id::PatientId, family};

/// `POST /family/act`
pub(crate) async fn act(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let patient: PatientId = fields.get("patient")?.parse().map_err(|_| Problem::Malformed)?;
    let who = visitor.signed_in("/family").await?;
    match family::begin(site.portal(), &who, patient).await {
        Ok(ward) => {
            visitor.act_for(ward).await?;
            Ok(see("/home"))
        }
        Err(refusal) => visitor.refused(&refusal, "/family").await,
    }
}

/// `POST /family/back`
pub(crate) async fn back(mut visitor: Visitor) -> Done {
    let who = visitor.signed_in("/family").await?;
    if who.by().is_none() {
        return Ok(see("/family"));
    }
    visitor.be_oneself(&who).await?;
    visitor.told(Remark::Family(Family::Back), "/family").await
}
