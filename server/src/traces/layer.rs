//! Listens to spans and hands those that end to whoever sends them.
//!
//! A trace begins with a request or a task of the outbox; whether it is kept is decided there, once, and holds for every step within. A step that
//! belongs to none is not kept.

use super::{
    TARGET,
    span::{Facts, Span, SpanId, TraceId},
};
use crate::clock::{self, Clock, SystemClock};
use std::time::Instant;
use tokio::sync::mpsc;
use tracing::{Metadata, Subscriber, span};
use tracing_subscriber::{
    Layer,
    layer::Context,
    registry::{LookupSpan, SpanRef},
};
use zhixing_domain::digest::unhex;

/// Spans that may begin a trace.
const ROOTS: [&str; 2] = ["request", "task"];
/// The field of a request with the `traceparent` of whoever asked (W3C Trace Context, section 3.2).
const PARENT: &str = "traceparent";

pub struct Listener {
    ended: mpsc::Sender<Span>,
    /// Of all traces, this share is kept, in 1/65,536.
    share: u32,
}

/// What is kept with a span while it is open.
struct Open {
    trace: TraceId,
    id: SpanId,
    parent: Option<SpanId>,
    facts: Facts,
    /// Nanoseconds of the epoch when the trace began, and the stopwatch of then: all steps of a trace are measured with one.
    epoch: (u128, Instant),
    began: u128,
}

impl Listener {
    pub(super) fn new(ended: mpsc::Sender<Span>, share: f64) -> Self {
        Self { ended, share: (share.clamp(0.0, 1.0) * 65_536.0) as u32 }
    }

    /// What this listener wants to hear of.
    pub fn wants(metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.target() == TARGET
    }

    fn begin(&self, mut facts: Facts) -> Option<Open> {
        let (mut trace, mut id) = (TraceId::default(), SpanId::default());
        clock::fill(&mut trace);
        clock::fill(&mut id);
        let (mut parent, mut kept) = (None, u32::from(u16::from_be_bytes([trace[14], trace[15]])) < self.share);
        if let Some((theirs, span, sampled)) = facts.take(PARENT).as_deref().and_then(read_parent) {
            (trace, parent, kept) = (theirs, Some(span), sampled);
        }
        let now = u128::try_from(SystemClock.now().ms()).unwrap_or_default() * 1_000_000;
        kept.then(|| Open { trace, id, parent, facts, epoch: (now, clock::stopwatch()), began: now })
    }

    fn step(of: &Open, facts: Facts) -> Open {
        let mut id = SpanId::default();
        clock::fill(&mut id);
        Open { trace: of.trace, id, parent: Some(of.id), facts, epoch: of.epoch, began: moment(of.epoch) }
    }
}

fn moment((epoch, stopwatch): (u128, Instant)) -> u128 {
    epoch + stopwatch.elapsed().as_nanos()
}

/// `00-<trace>-<span>-<flags>`.
fn read_parent(text: &str) -> Option<(TraceId, SpanId, bool)> {
    let mut parts = text.split('-');
    let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let [flags] = unhex::<1>(flags)?;
    let (trace, span) = (unhex::<16>(trace)?, unhex::<8>(span)?);
    let known = version.len() == 2 && version != "ff" && trace != TraceId::default() && span != SpanId::default();
    known.then_some((trace, span, flags & 1 == 1))
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Listener {
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut facts = Facts::default();
        attributes.record(&mut facts);
        let within = span.parent();
        let open = match &within {
            Some(parent) => parent.extensions().get::<Open>().map(|open| Self::step(open, facts)),
            None if ROOTS.contains(&span.name()) => self.begin(facts),
            None => None,
        };
        if let Some(open) = open {
            span.extensions_mut().insert(open);
        }
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(open) = span.extensions_mut().get_mut::<Open>() {
            values.record(&mut open.facts);
        }
    }

    fn on_close(&self, id: span::Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        if let Some(ended) = end(&span) {
            // where the collector is slow, spans are lost and never a request
            let _ = self.ended.try_send(ended);
        }
    }
}

fn end<'a, S: LookupSpan<'a>>(span: &SpanRef<'a, S>) -> Option<Span> {
    let open = span.extensions_mut().remove::<Open>()?;
    let Open { trace, id, parent, facts, epoch, began } = open;
    Some(Span { trace, id, parent, name: span.name(), began, ended: moment(epoch), facts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trace_of_whoever_asked_is_read_as_the_standard_writes_it() {
        let (trace, span) = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
        let (read, of, sampled) = read_parent(&format!("00-{trace}-{span}-01")).unwrap();
        assert_eq!((zhixing_domain::digest::hex(&read), zhixing_domain::digest::hex(&of), sampled), (trace.into(), span.into(), true));
        assert!(!read_parent(&format!("00-{trace}-{span}-00")).unwrap().2);
        let zeros = "0".repeat(32);
        for wrong in
            ["", "00", "00-1-2-01", &format!("ff-{trace}-{span}-01"), &format!("00-{zeros}-{span}-01"), &format!("00-{trace}-{span}-xx")]
        {
            assert!(read_parent(wrong).is_none(), "{wrong}");
        }
    }
}
