//! The attacks: one file each, with one purpose. Its first line says what an attacker tries and what must hold.

use crate::{finding::Finding, stage::Stage};
use std::{pin::Pin, rc::Rc};

/// What becomes of it in the end.
type Outcome = Pin<Box<dyn Future<Output = Finding>>>;

pub struct Attack {
    pub name: &'static str,
    /// It costs the server something, and may be repeated beside an examination for as long as one likes.
    pub cost: bool,
    pub run: fn(Rc<Stage>) -> Outcome,
}

macro_rules! attacks {
    ($($kind:literal $name:ident)*) => {
        $(mod $name;)*
        pub const ALL: &[Attack] = &[$(Attack { name: stringify!($name), cost: $kind, run: |stage| Box::pin($name::run(stage)) }),*];
    };
}

attacks! {
    true burst
    true code_burst
    false duties
    true evidence_flood
    true flood_events
    true floods
    false forged_file
    true form_bomb
    false harvest
    false hostile_md
    true marks
    false operator
    false oracle
    true park_fuzz
    true png_bomb
    true room_lock
    false sections
    true slow_bodies
    true slow_others
    true smuggle
    false textarea
}
