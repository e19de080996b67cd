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
use zhixing_shell::ports::{Asker, Busy};

/// OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
/// How many may wait before the next is told to come back.
pub const QUEUE: usize = 640;
/// Of these, made-up logins: somebody who knows no login takes an eighth of a second from others at most.
const MADE_UP: usize = 16;
/// Of these, all together whom nothing vouches for: however many addresses a crowd of strangers has, devices that signed in before keep a reserve.
const UNKNOWN: usize = 448;
/// Of these, of one address, whoever is there: a whole room that signs in at the bell, and no address shuts the others out.
const OF_ONE_ADDRESS: usize = 512;
/// Of these, of one account, whoever tries it and from wherever: a person has one password checked at a time, and right ones slow nobody.
const OF_ONE_ACCOUNT: usize = 4;

pub struct Hashing {
    pool: Arc<Pool>,
    argon: Argon2<'static>,
    /// What an unknown login is compared with.
    dummy: String,
    shares: Arc<Shares>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Whose {
    MadeUp,
    Unknown,
    Address(String),
    Account(String),
}

/// The shares of which a password takes a place each, and how many places these have.
fn shares_of(asker: &Asker, made_up: bool) -> Vec<(Whose, usize)> {
    let of = [(made_up, Whose::MadeUp, MADE_UP), (!asker.vouched, Whose::Unknown, UNKNOWN)];
    let of = of.into_iter().filter(|(counts, ..)| *counts).map(|(_, whose, most)| (whose, most));
    let account = (!asker.account.is_empty()).then(|| (Whose::Account(asker.account.clone()), OF_ONE_ACCOUNT));
    of.chain([(Whose::Address(prefix(&asker.address)), OF_ONE_ADDRESS)]).chain(account).collect()
}

/// How many wait or are being hashed, by whose share it is.
#[derive(Default)]
struct Shares(Mutex<HashMap<Whose, usize>>);

impl Shares {
    /// A place in each share, or in none; it is given back when it is dropped.
    fn take(self: &Arc<Self>, of: Vec<(Whose, usize)>) -> Result<Vec<Share>, Busy> {
        of.into_iter().map(|(whose, most)| self.place(whose, most)).collect()
    }

    fn place(self: &Arc<Self>, whose: Whose, most: usize) -> Result<Share, Busy> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(whose.clone()).or_default();
        if *count >= most {
            return Err(Busy);
        }
        *count += 1;
        Ok(Share(self.clone(), whose))
    }
}

struct Share(Arc<Shares>, Whose);

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
    /// Hashes that cost what they should.
    ///
    /// # Errors
    ///
    /// The operating system gives no more threads, or the hash cannot be computed.
    pub fn new() -> Result<Arc<Self>, String> {
        Self::with(MEMORY_KIB, PASSES)
    }

    /// Hashes that cost nothing: for tests only.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
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

    /// Hashes a new password.
    ///
    /// # Errors
    ///
    /// [`Busy`] if too many wait, of all or of whoever asks; also where the hash cannot be computed.
    pub async fn hash(self: &Arc<Self>, password: String, asker: &Asker) -> Result<String, Busy> {
        let shares = self.shares.take(shares_of(asker, false))?;
        self.run(move |this| {
            let _held = shares;
            hash(&this.argon, &password)
        })
        .await?
        .ok_or(Busy)
    }

    /// Takes as long for an unknown login, as long as there are not too many of these.
    ///
    /// # Errors
    ///
    /// [`Busy`] if too many wait, of all or of whoever asks; a wrong password is no error.
    pub async fn check(self: &Arc<Self>, password: String, stored: Option<String>, asker: &Asker) -> Result<bool, Busy> {
        let shares = self.shares.take(shares_of(asker, stored.is_none()))?;
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

    fn from(address: &str, vouched: bool) -> Asker {
        Asker { address: address.into(), vouched, account: String::new() }
    }

    #[test]
    fn an_account_takes_a_handful_of_places_however_right_its_password_is() {
        let shares = Arc::<Shares>::default();
        let of = |account: &str, host: usize| Asker { account: account.into(), ..from(&format!("10.0.0.{host}"), true) };
        let crowd: Vec<_> = (0..4)
            .flat_map(|n| (0..200).map(move |i| (n, i)))
            .filter_map(|(n, i)| shares.take(shares_of(&of(&format!("a{n}"), i), false)).ok())
            .collect();
        assert_eq!(crowd.len(), 4 * OF_ONE_ACCOUNT);
        assert!(shares.take(shares_of(&of("somebody", 1), false)).is_ok());
    }

    /// Who asks and how often at once, one after the other, and how many of them find a place.
    #[test]
    fn no_crowd_fills_the_queue_and_known_devices_keep_a_reserve() {
        let (strangers, made_up, room) = ((false, false), (false, true), (true, false));
        #[rustfmt::skip]
        let table = [
            // many addresses that nothing vouches for, then people on their own devices
            vec![(strangers, 1, 400, 400), (strangers, 2, 400, UNKNOWN - 400), (strangers, 3, 1, 0), (room, 3, 192, QUEUE - UNKNOWN)],
            // one address with devices of its own: the others still get in
            vec![(room, 1, 600, OF_ONE_ADDRESS), (strangers, 1, 1, 0), (strangers, 2, 128, QUEUE - OF_ONE_ADDRESS)],
            vec![(strangers, 1, 600, UNKNOWN), (room, 1, 600, OF_ONE_ADDRESS - UNKNOWN), (room, 2, 128, QUEUE - OF_ONE_ADDRESS)],
            vec![(made_up, 1, 100, MADE_UP), (made_up, 2, 1, 0), (strangers, 2, 500, UNKNOWN - MADE_UP), (room, 1, 1, 1)],
        ];
        for story in table {
            let shares = Arc::<Shares>::default();
            let mut held = vec![];
            for ((vouched, made_up), host, tries, in_all) in &story {
                let asker = from(&format!("10.0.0.{host}"), *vouched);
                let taken: Vec<_> = (0..*tries).filter_map(|_| shares.take(shares_of(&asker, *made_up)).ok()).collect();
                assert_eq!(taken.len(), *in_all, "{story:?}");
                held.push(taken);
            }
            assert!(held.iter().map(Vec::len).sum::<usize>() <= QUEUE);
            drop(held);
            assert!(shares.0.lock().unwrap().is_empty(), "whoever was refused holds nothing");
        }
    }

    #[tokio::test]
    async fn made_up_logins_and_one_address_take_their_share_and_no_more() {
        let hashing = Hashing::cheap().unwrap();
        let (here, there) = (from("10.0.0.1", false), from("10.0.0.2", false));
        let stored = hashing.hash("correct horse".into(), &here).await.unwrap();
        let made_up: Vec<_> = (0..MADE_UP).map(|_| hashing.shares.take(shares_of(&here, true)).unwrap()).collect();
        assert!(hashing.check("x".into(), None, &here).await.is_err());
        assert!(hashing.check("correct horse".into(), Some(stored.clone()), &here).await.unwrap(), "people get in");
        drop(made_up);
        assert!(!hashing.check("x".into(), None, &here).await.unwrap());
        let own = from("10.0.0.1", true);
        let room: Vec<_> = (0..OF_ONE_ADDRESS).map(|_| hashing.shares.take(shares_of(&own, false)).unwrap()).collect();
        for asker in [&here, &own] {
            assert!(hashing.check("x".into(), Some(stored.clone()), asker).await.is_err());
            assert!(hashing.hash("x".into(), asker).await.is_err(), "opening an account takes the same places");
        }
        assert!(hashing.check("correct horse".into(), Some(stored), &there).await.unwrap());
        drop(room);
        assert!(hashing.check("x".into(), None, &here).await.is_ok());
    }

    #[tokio::test]
    async fn a_password_is_recognised_and_an_unknown_login_is_not() {
        let (hashing, own) = (Hashing::cheap().unwrap(), from("10.0.0.1", true));
        let stored = hashing.hash("correct horse".into(), &own).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(hashing.check("correct horse".into(), Some(stored.clone()), &own).await.unwrap());
        assert!(!hashing.check("wrong horse".into(), Some(stored), &own).await.unwrap());
        assert!(!hashing.check("nobody has this password".into(), None, &own).await.unwrap());
        // what the import writes where a line has no password
        assert!(!hashing.check(String::new(), Some("!".into()), &own).await.unwrap());
        assert_eq!(hashing.queue(), 0);
    }
}
