//! What islands hand to the framework, behind one type for each kind of value: it writes its machinery anew for every type of closure, a kilobyte or
//! two each.

use leptos::prelude::*;
use web_sys::MouseEvent;

/// A value of a view that is looked at again when a signal changes that it read.
pub type Live<T> = Box<dyn FnMut() -> T + Send>;

pub fn live<T>(value: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(value)
}

/// Runs in the browser when the island wakes, and again when a signal changes that it read.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_: Option<()>| run());
}

/// What a press of a button does.
pub fn pressed(mut act: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}
