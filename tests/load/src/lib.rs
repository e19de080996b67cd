//! Examinees made of code: they sit, journal every acknowledgement, and compare what the server says with what it said before.
//!
//! `zhixing-load` measures under many of them; `zhixing-crash` kills the server under them. Never here: the server's code; only its HTTP counts.

pub mod answers;
pub mod clock;
pub mod dice;
pub mod exam;
pub mod examinee;
pub mod herd;
pub mod http;
pub mod journal;
pub mod ledger;
pub mod process;
pub mod scenario;
pub mod sitting;
pub mod stats;
pub mod teacher;
pub mod wire;
pub mod words;
