//! What somebody may decide, as values that can only be made from an account with the role: a verb that takes one cannot be called without it. Each
//! says whose decision it is and how far it reaches.

use super::{Account, Role, Scope};
use crate::{id::AccountId, plan_ref::PlanRef};

macro_rules! authorities {
    ($($(#[doc = $says:literal])* $name:ident of $($role:ident),+;)*) => {$(
        $(#[doc = $says])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            account: AccountId,
            scope: Scope,
        }

        impl $name {
            pub fn of(account: &Account) -> Option<Self> {
                let may = [$(Role::$role),+].into_iter().any(|role| account.roles.has(role));
                may.then(|| Self { account: account.id, scope: account.reach() })
            }

            pub fn id(&self) -> AccountId {
                self.account
            }

            pub fn scope(&self) -> &Scope {
                &self.scope
            }

            /// Whether they may decide about an attempt at `plan`: nobody does in a case of their own, nor beyond their scope.
            pub fn may_act(&self, owner: AccountId, plan: &PlanRef) -> bool {
                owner != self.account && self.scope.covers(plan)
            }
        }
    )*};
}

authorities! {
    /// Somebody who writes what is taught and asked.
    Author of Teacher;
    /// Somebody who may mark and release.
    Marker of Examiner;
    /// Somebody who may read results: whoever releases them, and an administrator, who does not.
    ResultReader of Examiner, Admin;
    /// Somebody who may watch a room and act in it: extend, pause, end. An administrator may too.
    Invigilator of Invigilator, Admin;
}

/// Somebody who may manage accounts and certificates, of every course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Administrator(());

impl Administrator {
    pub fn of(account: &Account) -> Option<Self> {
        account.roles.has(Role::Admin).then_some(Self(()))
    }

    /// Whoever sits at the server's own command line.
    pub fn operator() -> Self {
        Self(())
    }
}

/// Somebody who may say who works on a course: an administrator of every one, an author where the store finds that they own it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseKeeper {
    Administrator(Administrator),
    Author(Author),
}

impl CourseKeeper {
    pub fn of(account: &Account) -> Option<Self> {
        Administrator::of(account).map(Self::Administrator).or_else(|| Author::of(account).map(Self::Author))
    }
}
