//! Ends attempts whose time is up: what their own page would do at its next request.

use crate::{World, content::stamp};
use zhixing_exam::attempt::{actions as sit, grade};
use zhixing_store::{Actor, Fault};

/// How many are ended in one round.
const MOST: i64 = 500;

pub async fn once(world: World) -> Result<(), Fault> {
    for id in world.store.overdue_attempts(world.clock.now(), MOST).await? {
        // a paper that cannot be read keeps no attempt running: the outbox marks it when it can be
        let sheet = world.site.paper(id).await.inspect_err(|fault| tracing::error!(%id, %fault, "a paper cannot be read")).ok().flatten();
        let marking = sheet.map(|sheet| grade::marking(&world.site, sheet));
        let ended = world.store.expire_attempt(id, marking, stamp(&*world.clock, Actor::System)).await;
        // one attempt that cannot be ended must not keep the others running
        match ended {
            Ok(Some(submission)) => sit::follow_up(&world.site, &submission, world.clock.now()).await,
            Ok(None) => {}
            Err(error) => tracing::error!(%id, %error, "the attempt could not be ended"),
        }
    }
    Ok(())
}
