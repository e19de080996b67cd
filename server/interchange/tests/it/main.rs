//! What the room promises: banks of the field come in, ours go out and come back, and damage is told.

mod corpus;
mod formats;
mod hostile;
mod round;
