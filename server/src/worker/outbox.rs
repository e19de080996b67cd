//! Does what a commit left to be done.

use crate::World;
use tracing::Instrument as _;
use zhixing_certification::certificate::actions as certificate;
use zhixing_domain::id::AttemptId;
use zhixing_exam::attempt::grade;
use zhixing_store::{Fault, Task, TaskKind};

/// How many are taken at once: all of them are to be done before the first lease ends.
const MOST: i64 = 20;

/// Empties the outbox of what is due.
pub async fn once(world: World) -> Result<(), Fault> {
    loop {
        let tasks = world.store.take_tasks(world.clock.now(), MOST).await?;
        let more = tasks.len() as i64 == MOST;
        let mut ended = Vec::with_capacity(tasks.len());
        for task in tasks {
            let span = tracing::trace_span!(target: "trace", "task", "task.kind" = ?task.kind, "task.tries" = task.tries);
            let error = run(&world, &task).instrument(span).await.err();
            if let Some(error) = &error {
                tracing::warn!(kind = ?task.kind, subject = task.subject, tries = task.tries, error, "will be tried again");
            }
            ended.push((task, error));
        }
        world.store.end_tasks(ended, world.clock.now()).await?;
        if !more {
            return Ok(());
        }
    }
}

async fn run(world: &World, task: &Task) -> Result<(), String> {
    let attempt = || task.subject.parse::<AttemptId>().map_err(|_| "the subject is not an attempt".to_string());
    let now = world.clock.now();
    match task.kind {
        TaskKind::Grade => grade::grade(&world.site, attempt()?, now).await.map_err(|e| e.to_string()),
        // what is earned and waits is kept as such, and is no task that failed
        TaskKind::Issue => certificate::issue(&world.site, attempt()?, now).await.map(|_| ()).map_err(|e| e.to_string()),
        TaskKind::Regrade => grade::regrade(&world.site, &task.subject, now).await.map_err(|e| e.to_string()),
    }
}
