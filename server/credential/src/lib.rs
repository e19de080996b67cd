//! Electronic certificates: what is signed, how it is signed, how anyone checks it, and the sheet of paper.
//!
//! Here: the Open Badges 3.0 credential ([`document`]), its two proofs ([`proof`]), the issuer's DID document ([`did`]),
//! the revocation list ([`status`]), the verifier ([`verify`]), the carriers a credential travels in ([`carrier`]) and
//! the certificate PDF ([`pdf`]).
//!
//! Never here: the database, HTTP, a clock or a random source (both are arguments), the rules of who may be certified, what a certificate says
//! (`zhixing_domain::certificate::Facts`), the words for what a check came to (`zhixing_domain::verification`).
//!
//! Start at [`document::issue`]. `examples/sample.rs` walks the whole way.

mod achievement;
mod canon;
pub mod carrier;
pub mod contexts;
pub mod did;
pub mod document;
pub mod facts;
pub mod instant;
pub mod key;
pub mod pdf;
mod proof;
pub mod status;
pub mod text;
pub mod verify;
