//! Stories of the wing learning.

mod book;
mod home;
mod publishing;
mod reading;
