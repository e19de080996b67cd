//! Traces for a collector that speaks OTLP over HTTP with JSON: what a request did, how long each step took, and what came before it.
//!
//! Code that wants to be seen opens a span of the target [`TARGET`]; without a collector such a span costs a comparison. [`layer`] listens to
//! them, [`span`] is one that ended, [`export`] sends them. Never here: anything about a person; spans name routes, verbs and statements.

mod export;
mod layer;
mod span;
#[cfg(test)]
mod tests;

pub use export::Traces;
pub use layer::Listener;

/// The target of spans that are traced. The log never shows them.
pub const TARGET: &str = "trace";
