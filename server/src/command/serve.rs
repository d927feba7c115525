//! `medseal serve`

use crate::{
    config::Config,
    edge::{self, Sessions},
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};

/// How often rows that have expired are swept out.
const SWEEP: Duration = Duration::from_mins(5);
/// How long open requests may take to end.
const GRACE: Duration = Duration::from_secs(10);

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
    workers.spawn(sweep(sessions, stopped.clone()));
    workers.spawn(wiring.courier.run(stopped.clone()));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(until(stopped));
    let mut serving = tokio::spawn(serving.into_future());
    tokio::select! {
        ended = &mut serving => return Ok(ended??),
        () = told_to_stop() => {}
    }
    tracing::info!("stopping");
    stop.send(true).context("nothing is left to stop")?;
    // A stream of events never ends by itself, so the wait is bounded.
    if let Ok(ended) = tokio::time::timeout(GRACE, serving).await {
        ended??;
    } else {
        tracing::warn!("some requests did not end in time");
    }
    workers.join_all().await;
    Ok(())
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a stop too.
    drop(stopped.wait_for(|stop| *stop).await);
}

async fn sweep(sessions: Sessions, stopped: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(SWEEP);
    let stopped = until(stopped);
    tokio::pin!(stopped);
    loop {
        tokio::select! {
            () = &mut stopped => return,
            _ = tick.tick() => {
                if let Err(error) = sessions.sweep().await {
                    tracing::error!(%error, "cannot sweep sessions");
                }
            }
        }
    }
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
