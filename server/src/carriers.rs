//! The carriers of a configuration.

use crate::{config::Config, home::Home, wiring::Nature};
use anyhow::Context;
use courier::{
    Carrier, Client, SandboxCarrier, Secrets,
    callbacks::Addresses,
    carriers::{Fittings, Kind},
};
use std::sync::Arc;
use vault::Vault;

/// The secrets of a portal with this home, in this process's environment.
#[must_use]
pub fn secrets(home: &Home) -> Secrets {
    Secrets::new(home.folder(), |name| std::env::var(name).ok())
}

/// What the carriers are fitted with.
///
/// # Errors
/// When TLS cannot be set up.
pub(crate) fn fittings(
    config: &Config,
    vault: &Arc<dyn Vault>,
    nature: &Nature,
    secrets: Secrets,
) -> anyhow::Result<Fittings> {
    Ok(Fittings {
        client: Client::new().context("cannot set up TLS")?,
        addresses: Addresses::new(Arc::clone(vault), &config.callback_origin()),
        secrets,
        clock: Arc::clone(&nature.clock),
    })
}

/// The carriers that the configuration names, in its order.
///
/// # Errors
/// When one of them cannot be made: the key, and what would be right.
pub(crate) fn open(
    config: &Config,
    sandbox: Option<&Arc<SandboxCarrier>>,
    fittings: &Fittings,
) -> anyhow::Result<Vec<Arc<dyn Carrier>>> {
    let named = config.courier.carriers.iter().filter_map(|name| match config.carriers.get(name) {
        Some(settings) => {
            let opened = settings.open(name, fittings);
            Some(opened.map_err(|why| anyhow::anyhow!("carriers.{name}.{why}")))
        }
        // The configuration was checked: one without a table is the sandbox.
        None => sandbox.map(|sandbox| Ok(Arc::clone(sandbox) as Arc<dyn Carrier>)),
    });
    named.collect()
}
