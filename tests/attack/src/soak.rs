//! To come.
use crate::stage::Ground;
use std::{process::ExitCode, rc::Rc};
use zhixing_load::words::Words;
pub async fn run<F: Future<Output = Rc<Ground>>>(_words: &Words, _ground: impl FnOnce(usize) -> F) -> ExitCode {
    ExitCode::FAILURE
}
