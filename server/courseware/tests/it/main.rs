//! What the reader makes of a publication. One binary, for linking is what a test costs; growth is measured in `linear`, alone.
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

mod answers;
mod broken;
mod content;
mod fixes;
mod foreign;
mod gallery;
mod hostile;
mod items;
mod manual;
mod media;
mod preview;
mod rendering;
#[path = "../support/mod.rs"]
mod support;
