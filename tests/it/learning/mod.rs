//! Stories of the wing learning.

mod publishing;
mod reading;
