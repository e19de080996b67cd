//! Where a question that waits is put, between whoever answers it and its connection.

use std::{
    fmt::{self, Debug, Formatter},
    future::Future,
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// It is asked anew when its time has come.
pub struct HeldRequest {
    pub(super) head: Vec<u8>,
    pub(super) over: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Debug for HeldRequest {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.debug_struct("HeldRequest").field("bytes", &self.head.len()).finish_non_exhaustive()
    }
}

/// Where whoever answers puts a question, and its connection finds it.
#[derive(Debug, Default)]
pub struct Slot(Mutex<Option<Box<HeldRequest>>>);

impl Slot {
    fn held(&self) -> MutexGuard<'_, Option<Box<HeldRequest>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a question without a body back from whoever answers: nothing is sent, and it is asked anew when `over` says so.
    pub fn hold(&self, head: Vec<u8>, over: impl Future<Output = ()> + Send + 'static) {
        *self.held() = Some(Box::new(HeldRequest { head, over: Box::pin(over) }));
    }

    pub fn is_taken(&self) -> bool {
        self.held().is_some()
    }

    pub fn take(&self) -> Option<Box<HeldRequest>> {
        self.held().take()
    }
}
