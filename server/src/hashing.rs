//! Passwords: Argon2id in a bounded pool, so that a rush of sign-ins takes neither all memory nor all threads.

use crate::{clock, pool::Pool};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use std::sync::Arc;
use zhixing_app::ports::Busy;

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
/// How many may wait before the next is told to come back.
pub const QUEUE: usize = 512;

pub struct Hashing {
    pool: Arc<Pool>,
    argon: Argon2<'static>,
    /// What an unknown login is compared with.
    dummy: String,
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
        Ok(Arc::new(Self { pool: Pool::new("passwords", Pool::machine(), QUEUE), argon, dummy }))
    }

    /// How many wait or are being hashed.
    pub fn queue(&self) -> usize {
        self.pool.waiting()
    }

    pub async fn hash(self: &Arc<Self>, password: String) -> Result<String, Busy> {
        self.run(move |this| hash(&this.argon, &password)).await?.ok_or(Busy)
    }

    /// Takes as long for an unknown login.
    pub async fn check(self: &Arc<Self>, password: String, stored: Option<String>) -> Result<bool, Busy> {
        self.run(move |this| {
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

    #[tokio::test]
    async fn a_password_is_recognised_and_an_unknown_login_is_not() {
        let hashing = Hashing::cheap().unwrap();
        let stored = hashing.hash("correct horse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(hashing.check("correct horse".into(), Some(stored.clone())).await.unwrap());
        assert!(!hashing.check("wrong horse".into(), Some(stored)).await.unwrap());
        assert!(!hashing.check("nobody has this password".into(), None).await.unwrap());
        // what the import writes where a line has no password
        assert!(!hashing.check(String::new(), Some("!".into())).await.unwrap());
        assert_eq!(hashing.queue(), 0);
    }
}
