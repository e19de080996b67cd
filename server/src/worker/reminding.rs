//! Reminds people of the sessions that they are on the list of: a day before, and an hour before.

use crate::{World, content::stamp};
use zhixing_domain::assessment::Reminder;
use zhixing_store::{Actor, Fault};

pub async fn once(world: World) -> Result<(), Fault> {
    for which in Reminder::ALL {
        while world.store.remind(which, stamp(&*world.clock, Actor::System)).await? > 0 {}
    }
    Ok(())
}
