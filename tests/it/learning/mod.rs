//! Stories of the wing learning.

mod learning;
mod publishing;
