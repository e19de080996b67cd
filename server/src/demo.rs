//! The accounts of a demonstration, what they are told, and how they are closed without it.

use crate::{clock::Clock, content, hashing::Hashing, start_fault::StartFault};
use std::sync::Arc;
use zhixing_domain::{
    account::{Account, Administrator, Role, Roles},
    message::InboxMessage,
    plan_ref::PlanRef,
    time::Span,
};
use zhixing_shell::ports::Asker;
use zhixing_store::{Actor, NewAccount, Store};

pub const DEMO_PASSWORD: &str = "zhixing-demo";
pub const DEMO_ACCOUNTS: [(&str, &str, Role); 5] = [
    ("learner", "李学知", Role::Learner),
    ("teacher", "陈老师", Role::Teacher),
    ("examiner", "周考评", Role::Examiner),
    ("invigilator", "吴监考", Role::Invigilator),
    ("admin", "管理员", Role::Admin),
];

/// Opens the accounts of the demonstration that are missing.
pub(crate) async fn seed(store: &Store, hashing: &Arc<Hashing>, clock: &dyn Clock) -> Result<(), StartFault> {
    let mut new = vec![];
    for (login, name, role) in DEMO_ACCOUNTS {
        if let Some((known, _)) = store.credentials_of(login).await? {
            // a demonstration of an earlier build: its own names are as good as confirmed
            let own = known.legal_name == name && !known.holder_name().is_some_and(|h| h.is_confirmed());
            if own {
                let stamp = content::stamp(clock, Actor::System);
                store.confirm_name(&Administrator::operator(), known.id, name.into(), "demonstration".into(), stamp).await?;
            }
            continue;
        }
        let busy = || StartFault::Other("the password hash cannot be computed".into());
        let password_hash = hashing.hash_now(DEMO_PASSWORD).ok_or_else(busy)?;
        let legal_name = if role == Role::Learner { name } else { "" };
        new.push(NewAccount {
            login: login.into(),
            display_name: name.into(),
            legal_name: legal_name.into(),
            roles: Roles::of(&[role]),
            password_hash,
        });
    }
    let made: Vec<String> = new.iter().map(|n| n.login.clone()).collect();
    if !new.is_empty() {
        store.import_accounts(&Administrator::operator(), new, content::stamp(clock, Actor::System)).await?;
    }
    let mut ours = accounts(store, hashing).await?.into_iter().map(|a| a.login).collect::<Vec<_>>();
    ours.extend(made);
    store.keep_demo_accounts(ours, content::stamp(clock, Actor::System)).await?;
    Ok(())
}

/// Shows what an inbox looks like: a session of the demonstration that was moved and one that was cancelled, both by name no real ones.
pub(crate) async fn tell(store: &Store, clock: &dyn Clock) -> Result<(), StartFault> {
    let Some((learner, _)) = store.credentials_of("learner").await? else { return Ok(()) };
    let (session, reason) = ("演示场次（没有安排考生）".to_string(), "演示：机房停电，改期另行通知。".to_string());
    let (opens, day) = (clock.now(), Span::from_minutes(24 * 60));
    let plan = || PlanRef::new("spreadsheet-basics", "exam");
    let cancelled = InboxMessage::SessionCancelled { plan: plan(), session: session.clone(), reason, facts: None };
    let closes = opens + day + Span::from_minutes(120);
    let was = Some((opens + Span::from_minutes(60), opens + Span::from_minutes(180)));
    let moved = InboxMessage::SessionMoved { plan: plan(), session, opens: opens + day, closes, was, place: None, facts: None };
    for message in [InboxMessage::NameConfirmed { name: learner.legal_name.clone() }, cancelled, moved] {
        store.tell(learner.id, message, content::stamp(clock, Actor::System)).await?;
    }
    Ok(())
}

/// The open accounts that the demonstration made, and those of an earlier build that still have its public password.
pub(crate) async fn accounts(store: &Store, hashing: &Arc<Hashing>) -> Result<Vec<Account>, StartFault> {
    let mut found = vec![];
    let own = Asker { address: String::new(), vouched: true, account: String::new() };
    for demo in store.demo_accounts(&DEMO_ACCOUNTS.map(|(login, ..)| login)).await? {
        let public = demo.made || hashing.check(DEMO_PASSWORD.into(), Some(demo.password_hash), &own).await.unwrap_or(true);
        if public {
            found.push(demo.account);
        }
    }
    Ok(found)
}

/// Without the demonstration its accounts are closed: everybody knows their password.
pub(crate) async fn close(store: &Store, hashing: &Arc<Hashing>, clock: &dyn Clock) -> Result<(), StartFault> {
    let open = accounts(store, hashing).await?;
    if !open.is_empty() {
        let logins: Vec<&str> = open.iter().map(|a| a.login.as_str()).collect();
        tracing::warn!(accounts = logins.join(", "), "these accounts of the demonstration are disabled; with --demo they open again");
        store.close_demo_accounts(open.iter().map(|a| a.id).collect(), content::stamp(clock, Actor::System)).await?;
    }
    Ok(())
}
