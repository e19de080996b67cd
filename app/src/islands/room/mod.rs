//! The exam room in the browser: answers save themselves, nothing waits on the network, the clock is the server's.
//!
//! [`paper`] reads and fills the form, [`journal`] holds what is not yet acknowledged and [`chest`] keeps it on the device, [`sender`] brings it to
//! the server at the pace of [`pace`], [`section`] goes on from one section to the next, [`returning`] knows where the attempt stands, [`news`] hears of staff and [`paused`] covers the paper in a pause, [`bar`] shows time and state in the words of [`status`].
//! Ways out of trouble: [`again`] signs in in place, [`answer_file`] saves by hand, [`review`] says what is not saved before the paper is handed in. The form underneath works without all of it.

mod again;
mod answer_file;
mod bar;
mod chest;
mod flag;
mod journal;
mod listen;
mod news;
mod opening;
mod outage;
mod outcome;
mod pace;
mod paper;
mod paused;
mod remark;
mod returning;
mod review;
mod section;
mod sender;
mod status;
mod view;
mod writer;

pub use again::DIALOG;
pub use bar::ExamBar;
pub use opening::{LEAVES, LIMITED, Opening, OpeningItem};
pub use paused::{PAUSED, PauseWatch};
pub use review::REVIEW;
pub use section::{CLOSED, LEAVE};
