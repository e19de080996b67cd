//! What goes on without a request: attempts end on time, outboxes empty, mail and webhooks go out, sessions expire, publications arrive.
//!
//! A failure is logged and the worker goes on. Several servers may run the same workers: every verb is idempotent.

pub mod chain;
pub mod delivery;
pub mod outbox;
pub mod publishing;
pub mod reminding;
pub mod sweep;

use crate::{
    World, content,
    heads::{self, HeadFault},
    waiting,
};
use std::{future::Future, time::Duration};
use tokio::{sync::watch, task::JoinSet};
use zhixing_certification::certificate::actions as certificate;
use zhixing_exam::invigilation::actions as invigilate;
use zhixing_store::Fault;

/// The running workers; they stop when told.
pub struct Workers {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

pub fn start(world: &World) -> Workers {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let second = Duration::from_secs(1);
    let w = world.clone();
    tasks.spawn(every("sweep", second, stopped.clone(), move || sweep::once(w.clone())));
    let w = world.clone();
    tasks.spawn(every("outbox", second, stopped.clone(), move || outbox::once(w.clone())));
    let w = world.clone();
    tasks.spawn(every("papers", Duration::from_secs(5), stopped.clone(), move || papers(w.clone())));
    let w = world.clone();
    tasks.spawn(every("reminders", Duration::from_secs(20), stopped.clone(), move || reminding::once(w.clone())));
    let w = world.clone();
    tasks.spawn(every("publishing", Duration::from_secs(5), stopped.clone(), move || publishing::once(w.clone())));
    let w = world.clone();
    tasks.spawn(every("audit", second, stopped.clone(), move || {
        let w = w.clone();
        async move { w.store.link_events().await.map(|_| ()) }
    }));
    let w = world.clone();
    tasks.spawn(every("audit-chain", Duration::from_secs(5), stopped.clone(), move || chain::once(w.clone())));
    let w = world.clone();
    tasks.spawn(every("audit-heads", Duration::from_secs(3_600), stopped.clone(), move || note_head(w.clone())));
    let w = world.clone();
    tasks.spawn(every("presence", Duration::from_secs(2), stopped.clone(), move || presence(w.clone())));
    let w = world.clone();
    tasks.spawn(every("certificates", Duration::from_secs(30), stopped.clone(), move || {
        let w = w.clone();
        async move { certificate::retry_held(&w.site, w.clock.now()).await }
    }));
    let w = world.clone();
    tasks.spawn(every("forgetting", Duration::from_secs(3_600), stopped.clone(), move || {
        let w = w.clone();
        async move {
            w.store.forget_sessions(w.clock.now()).await?;
            w.store.forget_deliveries(w.clock.now()).await
        }
    }));
    let w = world.clone();
    tasks.spawn(every("settings", Duration::from_secs(2), stopped.clone(), move || {
        let w = w.clone();
        async move { w.site.decided.refresh(&w.store).await }
    }));
    let w = world.clone();
    tasks.spawn(every("mail", second, stopped.clone(), move || delivery::mail(w.clone())));
    let w = world.clone();
    tasks.spawn(every("texts", second, stopped.clone(), move || delivery::texts(w.clone())));
    let w = world.clone();
    tasks.spawn(every("webhooks", second, stopped.clone(), move || delivery::webhooks(w.clone())));
    tasks.spawn(waiting::keep_looking(world.node.clone(), stopped.clone()));
    tasks.spawn(publications(world.clone(), stopped));
    Workers { stop, tasks }
}

impl Workers {
    /// Lets each worker end what it is doing.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Draws papers for the sessions that open soon, until all are drawn.
pub async fn papers(world: World) -> Result<(), Fault> {
    while invigilate::prepare(&world.site, world.clock.now()).await? > 0 {}
    Ok(())
}

/// Notes the head of the audit log outside the database, so that an end that is cut off later is found.
pub async fn note_head(world: World) -> Result<(), Fault> {
    match heads::note(&world.store, &world.config.data, world.clock.now()).await {
        Err(HeadFault::Store(fault)) => Err(fault),
        Err(error) => {
            tracing::error!(%error, "the audit log's head cannot be noted");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Writes down which pages were heard of.
pub async fn presence(world: World) -> Result<(), Fault> {
    for some in world.site.presences.take().chunks(1_000) {
        world.store.note_presence(some.to_vec()).await?;
    }
    Ok(())
}

async fn every<F: Future<Output = Result<(), Fault>>>(
    name: &'static str,
    pause: Duration,
    mut stopped: watch::Receiver<bool>,
    work: impl Fn() -> F,
) {
    while !*stopped.borrow() {
        if let Err(error) = work().await {
            tracing::error!(worker = name, %error, "will try again");
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Looks every few seconds whether another server or the command line has published.
async fn publications(world: World, mut stopped: watch::Receiver<bool>) {
    let mut shown = world.publication.clone();
    while !*stopped.borrow() {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(3)) => {}
            _ = stopped.changed() => return,
        }
        match content::refresh(&world.site, &world.store, &mut shown).await {
            Ok(true) => tracing::info!(publication = shown, "a new publication is on the published"),
            Ok(false) => {}
            Err(error) => tracing::error!(worker = "publications", %error, "will try again"),
        }
    }
}
