//! Whether passkeys are the second step of signing in.

use zhixing_domain::account::Account;
use zhixing_shell::guard::is_staff;
use zhixing_store::Passkey;

/// Whether the password alone does not let this person in because they have passkeys.
pub fn is_second_step(account: &Account, passkeys: &[Passkey]) -> bool {
    is_staff(account) && !passkeys.is_empty()
}
