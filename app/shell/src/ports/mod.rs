//! What the app needs of the outside world, and the composition root gives. Nothing here decides.

mod checking;
mod doors;
mod environment;
mod issuing;
mod secrets;
mod workbench;

pub use crate::tries::{Asker, Pot};
use crate::{books::BookFile, problem::Problem};
pub use checking::Checking;
pub use doors::Doors;
pub use environment::Environment;
pub use issuing::Issuing;
pub use secrets::Secrets;
pub use workbench::Workbench;

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, mpsc},
};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Signed bytes, or why they cannot be signed.
pub type Signed = Result<Arc<[u8]>, String>;

/// Too much of that kind of work waits already.
#[derive(Clone, Copy, Debug)]
pub struct Busy;

/// Given back when it is dropped.
pub type CoursePlace = Box<dyn Send + Sync>;

/// A file as it is kept, and what was taken out of it, as it stood there.
pub type CleanMedia = (Vec<u8>, Vec<String>);

/// A book that is to be made.
pub type BookWork = Box<dyn FnOnce() -> MadeBook + Send>;
/// The file, or why there is none.
pub type MadeBook = Result<BookFile, Problem>;

/// Computing that is done apart from the threads that serve.
pub type ReadingWork = Box<dyn FnOnce() + Send>;

/// All of them.
pub trait Ports: Environment + Doors + Workbench + Secrets + Issuing + Checking {}

impl<P: Environment + Doors + Workbench + Secrets + Issuing + Checking> Ports for P {}

impl dyn Ports {
    /// Does something in the pool in which courseware is read; gives what came of it.
    ///
    /// # Errors
    ///
    /// [`Busy`] if too much waits there.
    pub async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let (put, done) = mpsc::sync_channel(1);
        self.do_reading(Box::new(move || drop(put.send(work())))).await?;
        done.try_recv().map_err(|_| Busy)
    }
}
