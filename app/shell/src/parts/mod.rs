//! Inert pieces that pages are put together from. Never data access, never page knowledge.

mod brand;
mod chart;
mod coded;
mod confirm;
mod field;
mod file_field;
mod footer;
mod framed_table;
mod head;
mod history;
mod icon;
mod piece;
mod report;
mod rows;
mod shell;
mod specimen;
mod standard;
mod text_area;
pub mod time;

pub use chart::{ChartBar, ChartDot, ChartLine, DotPlot, Histogram};
pub use coded::coded;
pub use confirm::{Confirm, is_confirmed};
pub use field::{Field, Label, SAYS_SOMETHING, error_summary, faults_summary, field_error};
pub use file_field::{FileField, FilesTaken, LISTS};
pub use framed_table::{ColumnHead, FramedTable};
pub use head::PAPER;
pub use history::{Called, action_name, actor, called, history, history_of, told};
pub use icon::{icon, issuer_mark, seal};
pub use piece::{
    bar, cell, crumbs, done, empty, foreign, in_its_language, noted, notice, only_in, only_note, page_head, save_state, title_told, titled,
};
pub use report::report;
pub use rows::{Row, rows};
pub use shell::{Nav, Page, page, respond};
pub use specimen::specimen;
pub use standard::standard_view;
pub use text_area::TextArea;
