//! Certificates and what waits for one.

pub(crate) mod basis;
pub(crate) mod certificates;
pub(crate) mod draft;
pub(crate) mod frozen_name;
pub(crate) mod holds;
pub(crate) mod issued;
