//! A long list, some at a time. Each portion is one transaction, so that everybody else's writes go on in between. A verb that works so may be called again
//! with the same list: what is done already stays as it is.

use crate::{
    Fault, Stamp,
    core::Core,
    db::{Conn, batch::Boxed},
};
use std::sync::Arc;

/// How many one transaction takes.
const PORTION: usize = 200;

impl Core {
    /// Does a verb with one portion of a list after another, and gives what came of each.
    ///
    /// # Errors
    ///
    /// [`Fault::Partly`] if it stops after some portions were done; else as the verb.
    pub async fn write_in_portions<I, T, F>(&self, mut list: Vec<I>, stamp: Stamp, verb: F) -> Result<Vec<T>, Fault>
    where
        I: Send + 'static,
        T: Send + 'static,
        F: for<'c> Fn(&'c mut Conn<'_>, Vec<I>, Arc<Stamp>) -> Boxed<'c, Result<T, Fault>> + Send + Sync + 'static,
    {
        // one stamp for all of them: its ids go on from portion to portion
        let (verb, stamp) = (Arc::new(verb), Arc::new(stamp));
        let (mut done, mut came) = (0, vec![]);
        while !list.is_empty() {
            let rest = list.split_off(list.len().min(PORTION));
            let portion = std::mem::replace(&mut list, rest);
            let (count, verb, stamp) = (portion.len(), verb.clone(), stamp.clone());
            match self.write(move |c| verb(c, portion, stamp)).await {
                Ok(value) => came.push(value),
                Err(why) if done > 0 => return Err(Fault::Partly { done, why: why.into() }),
                Err(fault) => return Err(fault),
            }
            done += count;
        }
        Ok(came)
    }
}
