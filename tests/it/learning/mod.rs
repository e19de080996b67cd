//! Stories of the wing learning.

mod home;
mod publishing;
mod reading;
