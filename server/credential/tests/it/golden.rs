//! The signed bytes, pinned: whoever changes one changes what every later certificate says, and the sheet with it.

use crate::support::*;
use zhixing_domain::digest::sha256_hex;

#[test]
fn the_same_facts_are_signed_in_the_same_bytes() {
    let signed = issued(|facts, version| (*facts, *version) = ending());
    assert_eq!(sha256_hex(&signed), "ea06187f45efde99b04335dc75855e5243c7ddf4604eaff6a5e7d415216e84bd");
}
