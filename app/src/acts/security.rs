//! Signing other devices out, and telling a lost one to forget everything.

use super::{Done, see};
use crate::{
    away::Away,
    problem::Problem,
    remark::{Device, Remark},
    site::Site,
    visitor::Visitor,
};
use axum::extract::{Path, State};
use portal::{Principal, Refusal, devices, domain::id::DeviceId};

/// The page of all of them.
const PAGE: &str = "/security";

/// `POST /security/devices/{id}/end`
pub(crate) async fn end(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (who, device) = asked(&mut visitor, &id).await?;
    let done = devices::end(site.portal(), &who, device).await;
    told(&mut visitor, done, Device::Ended).await
}

/// `POST /security/others/end`
pub(crate) async fn end_others(State(site): State<Site>, mut visitor: Visitor) -> Done {
    let who = visitor.themselves(PAGE).await?;
    let done = devices::end_others(site.portal(), &who).await;
    told(&mut visitor, done, Device::OthersEnded).await
}

/// `POST /security/devices/{id}/wipe`
pub(crate) async fn wipe(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (who, device) = asked(&mut visitor, &id).await?;
    let is_this = visitor.device() == Some(device);
    let done = devices::wipe(site.portal(), &who, device).await;
    if is_this && done.is_ok() {
        // The way there is this browser's next request, which clears it.
        return Ok(see(PAGE));
    }
    told(&mut visitor, done, Device::WipeAsked).await
}

/// Who asks, and for which device.
async fn asked(visitor: &mut Visitor, id: &str) -> Result<(Principal, DeviceId), Away> {
    let device = id.parse().map_err(|_| Problem::NotFound)?;
    Ok((visitor.themselves(PAGE).await?, device))
}

async fn told(visitor: &mut Visitor, done: Result<(), Refusal>, says: Device) -> Done {
    match done {
        Ok(()) => visitor.told(Remark::Device(says), PAGE).await,
        Err(refusal) => visitor.refused(&refusal, PAGE).await,
    }
}
