//! The app's ports, bound to the real things. Never here: a decision.

mod checking;
mod doors;
mod environment;
mod issuing;
mod secrets;
mod workbench;

use crate::{
    clock::Clock, hashing::Hashing, inspector::Inspector, issuer::Issuer, limiter::Limiter, lookups::Lookups, oidc::Oidc, places::Places,
    pool::Pool, waiting::Waiting,
};
use std::sync::Arc;
use zhixing_domain::certificate::Prefix;

pub struct Adapters {
    pub clock: Arc<dyn Clock>,
    pub hashing: Arc<Hashing>,
    pub waiting: Arc<Waiting>,
    pub oidc: Arc<Oidc>,
    pub limiter: Limiter,
    pub lookups: Lookups,
    pub issuer: Arc<Issuer>,
    pub inspector: Arc<Inspector>,
    /// Where strangers' files are checked, and where certificates are signed and printed.
    pub checks: Arc<Pool>,
    pub prints: Arc<Pool>,
    /// Where drafts of courseware are read.
    pub readings: Arc<Pool>,
    /// Of requests that load a whole course.
    pub courses: Arc<Places>,
    /// Where people's own archives are packed.
    pub archives: Arc<Pool>,
    /// Where courses are made into books.
    pub books: Arc<Pool>,
    pub prefix: Prefix,
    /// The settings that stand on certificates for ever and that the operator has not decided: nothing is issued until then.
    pub undecided: Vec<&'static str>,
    /// Where answer files are sealed to.
    pub answer_key: p256::SecretKey,
    /// Its public half, computed once: it stands in every exam page.
    pub answer_point: String,
}
