//! The chain of the audit log, walked along again and again.

use crate::World;
use zhixing_store::{Fault, LINKS_AT_ONCE};

/// Goes on with the walk, a thousand links.
pub async fn once(world: World) -> Result<(), Fault> {
    let mut walk = world.site.chain.next(world.clock.now());
    let before = walk.faults.len();
    let came = world.store.walk_links(&mut walk).await?;
    for (place, event, fault) in walk.faults.iter().skip(before) {
        tracing::error!(place, event, ?fault, "the audit log does not fit its chain");
    }
    world.site.chain.came(walk, (came.len() as i64) < LINKS_AT_ONCE, world.clock.now());
    Ok(())
}
