//! An attempt as it is started, saved, handed in and marked by a machine; and who may see keys meanwhile.

pub mod actions;
pub mod grade;
pub mod keys;
pub mod page;
pub mod section;
