//! Stories of the wing learning.

mod asking;
mod book;
mod home;
mod publishing;
mod readers;
mod reading;
mod repeating;
mod titles;
mod voices;
