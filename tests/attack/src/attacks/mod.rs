//! The attacks: one file each, with one purpose. Its first line says what an attacker tries and what must hold.

use crate::{finding::Finding, stage::Stage};
use std::{pin::Pin, rc::Rc};

/// What becomes of it in the end.
type Outcome = Pin<Box<dyn Future<Output = Finding>>>;

/// When it has a turn in a soak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It changes what cannot be changed again: never.
    Once,
    /// It costs the server something, and may be repeated beside an examination for as long as one likes.
    Often,
    /// The same, and it counts every answer on connections of strangers: another attack that fills the share of their address must not be at work,
    /// for then the longest waiting of them are sent away, as they ought to be.
    Alone,
}

pub struct Attack {
    pub name: &'static str,
    pub turn: Turn,
    pub run: fn(Rc<Stage>) -> Outcome,
}

macro_rules! attacks {
    ($($turn:ident $name:ident)*) => {
        $(mod $name;)*
        pub const ALL: &[Attack] = &[$(Attack { name: stringify!($name), turn: Turn::$turn, run: |stage| Box::pin($name::run(stage)) }),*];
    };
}

attacks! {
    Often burst
    Alone code_burst
    Once duties
    Often evidence_flood
    Often flood_events
    Often floods
    Once forged_file
    Often form_bomb
    Once harvest
    Once hostile_md
    Often marks
    Once operator
    Once oracle
    Alone park_fuzz
    Often png_bomb
    Often room_lock
    Once sections
    Often slow_bodies
    Often slow_others
    Alone smuggle
    Once textarea
}
