//! What lets somebody in beside the password, and what others may have bound who knew the one before: it ends with a new password that its person did not
//! set by the old one.

use crate::{
    Fault, Stamp,
    db::{Conn, args, events},
    office::message::inbox,
};
use zhixing_domain::{
    account::{Role, Roles},
    event::Event,
    id::AccountId,
    message::InboxMessage,
};

/// Ends every identity of an account, and every passkey that is but a door: one that is the only second step of staff stays, because a code or a link
/// for a new password does not stand in for it. What ends is logged, and told to the person.
pub(crate) async fn end(conn: &mut Conn<'_>, account: AccountId, stamp: &Stamp) -> Result<(), Fault> {
    let id = account.to_string();
    let identities = conn.all("DELETE FROM identity WHERE account_id = $1 RETURNING issuer", args![&id]).await?;
    for row in &identities {
        events::append(conn, stamp, &id, Event::IdentityRemoved { issuer: row.text("issuer")? }).await?;
    }
    if !identities.is_empty() {
        inbox::put_now(conn, stamp, account, InboxMessage::IdentityRemoved).await?;
    }
    if !needs_passkey(conn, &id).await? && clear_passkeys(conn, &id).await? {
        events::append(conn, stamp, &id, Event::PasskeyRemoved { label: String::new() }).await?;
        inbox::put_now(conn, stamp, account, InboxMessage::PasskeyRemoved).await?;
    }
    Ok(())
}

/// Whether a passkey would be the only second step of somebody of the staff.
async fn needs_passkey(conn: &mut Conn<'_>, account: &str) -> Result<bool, Fault> {
    let sql = "SELECT a.roles FROM account a WHERE a.id = $1 AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id)";
    let Some(row) = conn.one(sql, args![account]).await? else { return Ok(false) };
    Ok(Roles::parse(&row.text("roles")?).is_some_and(|roles| !roles.common(Roles::of(&Role::STAFF)).is_empty()))
}

/// Takes all passkeys of an account away: whether there were any.
pub(crate) async fn clear_passkeys(conn: &mut Conn<'_>, account: &str) -> Result<bool, Fault> {
    Ok(conn.execute("DELETE FROM passkey WHERE account_id = $1", args![account]).await? > 0)
}
