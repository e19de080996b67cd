//! Passwords: Argon2id in a bounded pool, so that a rush of sign-ins takes neither all memory nor all threads.

use crate::{clock, limiter::prefix, pool::Pool};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use zhixing_shell::ports::{Busy, Pot};

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
/// How many may wait before the next is told to come back.
pub const QUEUE: usize = 640;
/// Of these, made-up logins: somebody who knows no login takes an eighth of a second from others at most.
const MADE_UP: usize = 16;
/// Of these, of one address from devices on which the login never signed in: a whole room that signs in at the bell, and no address shuts the others out.
const OF_ONE_ADDRESS: usize = 512;

pub struct Hashing {
    pool: Arc<Pool>,
    argon: Argon2<'static>,
    /// What an unknown login is compared with.
    dummy: String,
    shares: Arc<Shares>,
}

/// How many wait or are being hashed, by whose share it is.
#[derive(Default)]
struct Shares(Mutex<HashMap<String, usize>>);

impl Shares {
    /// A place in a share; it is given back when it is dropped.
    fn take(self: &Arc<Self>, name: String, most: usize) -> Result<Share, Busy> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(name.clone()).or_default();
        if *count >= most {
            return Err(Busy);
        }
        *count += 1;
        Ok(Share(self.clone(), name))
    }
}

struct Share(Arc<Shares>, String);

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.1);
            }
        }
    }
}

impl Hashing {
    pub fn new() -> Result<Arc<Self>, String> {
        Self::with(MEMORY_KIB, PASSES)
    }

    /// Hashes that cost nothing: for tests only.
    pub fn cheap() -> Result<Arc<Self>, String> {
        Self::with(8, 1)
    }

    fn with(memory: u32, passes: u32) -> Result<Arc<Self>, String> {
        let params = Params::new(memory, passes, 1, None).map_err(|e| e.to_string())?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let dummy = hash(&argon, "nobody has this password").ok_or("the password hash cannot be computed")?;
        Ok(Arc::new(Self { pool: Pool::new("passwords", Pool::machine(), QUEUE)?, argon, dummy, shares: Arc::default() }))
    }

    /// How many wait or are being hashed.
    pub fn queue(&self) -> usize {
        self.pool.waiting()
    }

    pub async fn hash(self: &Arc<Self>, password: String) -> Result<String, Busy> {
        self.run(move |this| hash(&this.argon, &password)).await?.ok_or(Busy)
    }

    /// Takes as long for an unknown login, as long as there are not too many of these.
    pub async fn check(self: &Arc<Self>, password: String, stored: Option<String>, pot: &Pot) -> Result<bool, Busy> {
        let mut shares = vec![];
        if stored.is_none() {
            shares.push(self.shares.take(String::new(), MADE_UP)?);
        }
        if let Pot::SignIn { address, .. } = pot {
            shares.push(self.shares.take(prefix(address), OF_ONE_ADDRESS)?);
        }
        self.run(move |this| {
            let _held = shares;
            let known = stored.as_deref().is_some_and(|s| PasswordHash::new(s).is_ok());
            // nobody, and an account without a password, take as long as everybody else
            let stored = stored.filter(|s| PasswordHash::new(s).is_ok()).unwrap_or_else(|| this.dummy.clone());
            let right = PasswordHash::new(&stored).is_ok_and(|h| this.argon.verify_password(password.as_bytes(), &h).is_ok());
            right && known
        })
        .await
    }

    /// Without the pool, for the command line.
    pub fn hash_now(&self, password: &str) -> Option<String> {
        hash(&self.argon, password)
    }

    async fn run<T: Send + 'static>(self: &Arc<Self>, job: impl FnOnce(&Self) -> T + Send + 'static) -> Result<T, Busy> {
        let this = self.clone();
        self.pool.run(move || job(&this)).await
    }
}

fn hash(argon: &Argon2, password: &str) -> Option<String> {
    let mut salt = [0; 16];
    clock::fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).ok()?;
    argon.hash_password(password.as_bytes(), &salt).ok().map(|h| h.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Pot {
        Pot::Password("own".into())
    }

    #[tokio::test]
    async fn made_up_logins_and_one_address_take_their_share_and_no_more() {
        let hashing = Hashing::cheap().unwrap();
        let stored = hashing.hash("correct horse".into()).await.unwrap();
        let from = |address: &str| Pot::SignIn { login: "x".into(), address: address.into() };
        let made_up: Vec<_> = (0..MADE_UP).map(|_| hashing.shares.take(String::new(), MADE_UP).unwrap()).collect();
        assert!(hashing.check("x".into(), None, &from("10.0.0.1")).await.is_err());
        assert!(hashing.check("correct horse".into(), Some(stored.clone()), &from("10.0.0.1")).await.unwrap(), "people get in");
        drop(made_up);
        assert!(!hashing.check("x".into(), None, &from("10.0.0.1")).await.unwrap());
        let room: Vec<_> = (0..OF_ONE_ADDRESS).map(|_| hashing.shares.take(prefix("10.0.0.1"), OF_ONE_ADDRESS).unwrap()).collect();
        assert!(hashing.check("x".into(), Some(stored.clone()), &from("10.0.0.1")).await.is_err());
        for pot in [from("10.0.0.2"), own(), Pot::KnownDevice { login: "x".into(), device: "d".into() }] {
            assert!(hashing.check("correct horse".into(), Some(stored.clone()), &pot).await.unwrap(), "{pot:?}");
        }
        drop(room);
        assert!(hashing.shares.0.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_password_is_recognised_and_an_unknown_login_is_not() {
        let hashing = Hashing::cheap().unwrap();
        let stored = hashing.hash("correct horse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(hashing.check("correct horse".into(), Some(stored.clone()), &own()).await.unwrap());
        assert!(!hashing.check("wrong horse".into(), Some(stored), &own()).await.unwrap());
        assert!(!hashing.check("nobody has this password".into(), None, &own()).await.unwrap());
        // what the import writes where a line has no password
        assert!(!hashing.check(String::new(), Some("!".into()), &own()).await.unwrap());
        assert_eq!(hashing.queue(), 0);
    }
}
