//! `medseal serve`

use super::upkeep::{self, Kept};
use crate::{
    config::Config,
    connections::{self, Bounds},
    edge::{self, Sessions},
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use std::{net::SocketAddr, process::ExitCode, sync::Arc};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};

/// Opens the home and serves it.
pub(crate) async fn run(home: &Home, config: Config) -> anyhow::Result<ExitCode> {
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    let listener = listen(wiring.config.server.listen).await?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    serve(wiring, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Listens, or says why it cannot.
pub(super) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}; is another portal running there?"))
}

/// Serves until the process is told to stop, then lets open requests end.
pub(super) async fn serve(wiring: Wiring, listener: TcpListener) -> anyhow::Result<()> {
    let router = edge::router(&wiring)?;
    let (stop, stopped) = watch::channel(false);
    let mut workers = JoinSet::new();
    let sessions = Sessions::new(&wiring.portal, wiring.db.clone(), Arc::clone(&wiring.vault));
    // As the notice has it that every patient agreed to.
    let rules = wiring.portal.rules();
    let kept = Kept { messages: rules.messages_kept, audit: rules.audit_kept };
    workers.spawn(upkeep::sweep(sessions, wiring.portal.clone(), kept, stopped.clone()));
    workers.spawn(upkeep::erase(wiring.portal.clone(), stopped.clone()));
    workers.spawn(upkeep::seal(wiring.portal.clone(), stopped.clone()));
    workers.spawn(upkeep::make(
        wiring.portal.clone(),
        wiring.site(app::Assets::default())?,
        stopped.clone(),
    ));
    workers.spawn(upkeep::rebind(wiring.portal.clone(), stopped.clone()));
    workers.spawn(upkeep::count(wiring.portal.clone(), stopped.clone()));
    if let Some(sandbox) = wiring.sandbox.clone() {
        let told = stopped.clone();
        workers.spawn(async move { sandbox.run(told).await });
    }
    workers.spawn(Arc::clone(&wiring.courier).run(stopped));
    let trusted = wiring.config.server.trusted_proxies.clone();
    let stop = async {
        told_to_stop().await;
        tracing::info!("stopping");
        // The workers need no longer than the requests, so they are told at the same time.
        stop.send_replace(true);
    };
    connections::serve(listener, router, Bounds::STANDARD, trusted, stop).await;
    workers.join_all().await;
    Ok(())
}

async fn told_to_stop() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
