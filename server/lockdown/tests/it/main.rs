//! Files of Safe Exam Browser, of ours and of strangers.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

mod hostile;
mod vectors;
