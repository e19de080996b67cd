//! `zhixing serve`: listens, until told to stop; then lets requests and workers end, and closes the database.

use super::Exit;
use crate::{
    Config, World, connection,
    demo::{DEMO_ACCOUNTS, DEMO_PASSWORD},
    files, heads, service,
    start_fault::StartFault,
    traces::Traces,
    worker,
};
use std::{net::SocketAddr, process::ExitCode, time::Duration};
use tokio::{net::TcpListener, signal};
use zhixing_domain::lang::Lang;

/// How long open requests have to end.
const DRAIN: Duration = Duration::from_secs(10);

pub async fn run(config: Config, traces: Option<Traces>) -> Exit {
    // until the end of this function: nobody else serves from this folder or puts a backup into it
    let _lock = super::hold(&config)?;
    let files = files::raise();
    let listener = TcpListener::bind(config.listen).await.map_err(|e| format!("listen = \"{}\": {e}", config.listen))?;
    let world = World::open(config, super::clock(), super::hashing()?).await.map_err(|fault| explain(&fault))?;
    announce(&world, listener.local_addr().unwrap_or(world.config.listen), files);
    let issuer = world.issuer.clone();
    // reading the fonts takes a moment: before the first certificate asks for them
    tokio::task::spawn_blocking(move || {
        if let Err(error) = issuer.fonts().and_then(|_| issuer.coverage()) {
            tracing::warn!("certificates wait until the fonts are there: {error}");
        }
    });
    let workers = worker::start(&world);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(connection::serve(listener, world.router(), world.connections.clone(), async move { drop(stopped.await) }));
    service::tell("READY=1");
    told_to_stop().await;
    service::tell("STOPPING=1");
    tracing::info!("stopping");
    world.stopping.store(true, std::sync::atomic::Ordering::Relaxed);
    drop(stop);
    if tokio::time::timeout(DRAIN, serving).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
    workers.stop().await;
    // what the last second brought is linked, and the end of the log is noted
    if let Err(error) = heads::link_all(&world.store).await {
        tracing::warn!(%error, "linking the last events is left to the next start");
    }
    if let Err(error) = worker::note_head(world.clone()).await {
        tracing::warn!(%error, "noting the audit log's head is left to the next start");
    }
    world.store.close().await;
    if let Some(traces) = traces {
        traces.stop().await;
    }
    Ok(ExitCode::SUCCESS)
}

fn announce(world: &World, address: SocketAddr, files: usize) {
    say!("知行 Zhixing  http://{address}  (public: {})", world.config.public_url);
    say!("data: {}", world.config.data.display());
    if !world.config.undecided.is_empty() {
        say!("no certificate is issued until these settings are decided: {}", world.config.undecided.join(", "));
    }
    say!("open files: {files}  connections: at most {}", world.connections.lines.counts().most);
    if world.config.demo {
        let logins: Vec<&str> = DEMO_ACCOUNTS.iter().map(|(login, ..)| *login).collect();
        say!("demo accounts: {}  password: {DEMO_PASSWORD}", logins.join(", "));
    }
}

fn explain(fault: &StartFault) -> String {
    match fault {
        StartFault::Content(crate::content::ContentFault::Errors(errors)) => {
            let texts: Vec<&str> = errors.iter().map(|text| text.get(Lang::En).as_str()).collect();
            format!("{fault}\n{}", texts.join("\n"))
        }
        fault => fault.to_string(),
    }
}

#[cfg(unix)]
async fn told_to_stop() {
    let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) else { return drop(signal::ctrl_c().await) };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _ = signal::ctrl_c().await;
}
