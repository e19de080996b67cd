//! Publishes what was set to be published at a time.

use crate::World;
use zhixing_authoring::publication::due;
use zhixing_store::Fault;

pub async fn once(world: World) -> Result<(), Fault> {
    due::all(&world.site, world.clock.now()).await
}
