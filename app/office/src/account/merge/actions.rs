//! Making one account of two, by the page and by the API. For administrators who signed in, and never where one of the two is their own.

use zhixing_app::i18n::{Message, merge as words};
use zhixing_domain::account::{Account, Administrator, MergeRefusal};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::{MergeSide, MergedName};

/// An account, and how much it has.
pub struct Side {
    pub account: Account,
    pub has: MergeSide,
}

/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn side(visit: &Visit, admin: &Administrator, account: Account) -> Result<Side, Problem> {
    let has = visit.site.store.merge_side(admin, account.id).await?;
    Ok(Side { account, has })
}

/// The account of a login as it was typed.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn other(visit: &Visit, _: &Administrator, login: &str) -> Result<Option<Account>, Problem> {
    let found = visit.site.store.credentials_of(zhixing_domain::account::typed(login)).await?;
    Ok(found.map(|(account, _)| account))
}

/// Whose name holds, by the id of its account; nothing where nobody said.
pub fn name_of(account: &str, stays: &Account) -> Option<MergedName> {
    match account {
        "" => None,
        id if id == stays.id.to_string() => Some(MergedName::OfStaying),
        _ => Some(MergedName::OfClosed),
    }
}

/// Makes one account of two, or says what stands against it.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn merge(
    visit: &Visit,
    admin: &Administrator,
    stays: &Account,
    closed: &Account,
    name: Option<MergedName>,
) -> Result<Result<(), MergeRefusal>, Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.merge_accounts(admin, stays.id, closed.id, name, visit.stamp()).await?)
}

/// A refusal in words.
pub fn explain(refusal: MergeRefusal) -> Message {
    match refusal {
        MergeRefusal::Same => words::same,
        MergeRefusal::Closed => words::closed,
        MergeRefusal::Sits => words::sits,
        MergeRefusal::OpenTwice => words::open_twice,
        MergeRefusal::SameSession => words::same_session,
        MergeRefusal::NameAsked => words::name_asked,
        MergeRefusal::TwoNames => words::two_names,
    }
}
