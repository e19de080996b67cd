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
    let mut rota = Rota { world, stopped, tasks: JoinSet::new() };
    rota.every(1, "sweep", sweep::once);
    rota.every(1, "outbox", outbox::once);
    rota.every(5, "papers", papers);
    rota.every(20, "reminders", reminding::once);
    rota.every(5, "publishing", publishing::once);
    rota.every(1, "audit", |w| async move { w.store.link_events().await.map(|_| ()) });
    rota.every(5, "audit-chain", chain::once);
    rota.every(3_600, "audit-heads", note_head);
    rota.every(2, "presence", presence);
    rota.every(30, "certificates", |w| async move { certificate::retry_held(&w.site, w.clock.now()).await });
    rota.every(3_600, "forgetting", forget);
    rota.every(2, "settings", |w| async move { w.site.decided.refresh(&w.store).await });
    rota.every(1, "mail", delivery::mail);
    rota.every(1, "texts", delivery::texts);
    rota.every(1, "webhooks", delivery::webhooks);
    let Rota { stopped, mut tasks, .. } = rota;
    tasks.spawn(waiting::keep_looking(world.node.clone(), stopped.clone()));
    tasks.spawn(publications(world.clone(), stopped));
    Workers { stop, tasks }
}

/// Who works when.
struct Rota<'w> {
    world: &'w World,
    stopped: watch::Receiver<bool>,
    tasks: JoinSet<()>,
}

impl Rota<'_> {
    /// `work` again and again, with so many seconds between.
    fn every<F>(&mut self, seconds: u64, name: &'static str, work: impl Fn(World) -> F + Send + 'static)
    where
        F: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        let world = self.world.clone();
        self.tasks.spawn(every(name, Duration::from_secs(seconds), self.stopped.clone(), move || work(world.clone())));
    }
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

/// Forgets sessions that are over, and deliveries that are long done.
async fn forget(world: World) -> Result<(), Fault> {
    world.store.forget_sessions(world.clock.now()).await?;
    world.store.forget_deliveries(world.clock.now()).await
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
