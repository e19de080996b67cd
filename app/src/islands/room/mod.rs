//! The exam room in the browser: answers save themselves, nothing waits on the network, the clock is the server's.
//!
//! [`paper`] reads and fills the form, [`journal`] holds what is not yet acknowledged and [`device_store`] keeps it on the device, [`sender`] brings it to
//! the server at the pace of [`pace`], [`section`] goes on from one section to the next, [`sync`] knows where the attempt stands, [`news`] hears of
//! staff and [`paused`] covers the paper in a pause, [`bar`] shows time and state in the words of [`status`].
//! Ways out of trouble: [`reauthenticate`] signs in in place, [`answer_file`] saves by hand, [`review`] says what is not saved before the paper is
//! handed in. The form underneath works without all of it.

mod answer_file;
mod bar;
mod device_store;
mod flag;
mod handover;
mod journal;
mod listen;
mod news;
mod news_watch;
mod opening;
mod outage;
mod outcome;
mod pace;
mod paper;
mod paused;
mod reauthenticate;
mod remark;
mod restore;
mod review;
mod section;
mod sender;
mod status;
mod stored;
mod submit;
mod sync;
mod view;
mod writer;

pub use bar::ExamBar;
pub use opening::{LEAVES, LIMITED, Opening, OpeningItem};
pub use paused::{PAUSED, PauseWatch};
pub use reauthenticate::DIALOG;
pub use review::REVIEW;
pub use section::{CLOSED, LEAVE, PART, SKIP};
