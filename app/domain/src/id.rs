//! Every identifier that the system mints, on one page. Plans, courses, lessons and standards have the names that their authors gave them.
//!
//! Ids are UUIDv7, minted at the edge from `(now, random bytes)` and printed with a prefix, so that a log line says what it names.

use crate::time::Timestamp;
use std::{
    fmt,
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

/// A UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness, so that ids sort by age and stay local in an index.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid(u128);

impl Uuid {
    /// Mints an id from the request's `now` and ten random bytes.
    pub fn v7(now: Timestamp, random: [u8; 10]) -> Self {
        let mut low = [0u8; 16];
        low[6..].copy_from_slice(&random);
        let ms = (now.ms().max(0) as u128 & 0xffff_ffff_ffff) << 80;
        let body = u128::from_be_bytes(low) & !(0xf << 76) & !(0b11 << 62);
        Self(ms | body | (0x7 << 76) | (0b10 << 62))
    }

    /// The 32 hexadecimal digits without hyphens.
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }

    /// The form of RFC 9562, for `urn:uuid:`.
    pub fn hyphenated(self) -> String {
        let h = self.hex();
        format!("{}-{}-{}-{}-{}", &h[..8], &h[8..12], &h[12..16], &h[16..20], &h[20..])
    }
}

impl FromStr for Uuid {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let digits: String = text.chars().filter(|c| *c != '-').collect();
        if digits.len() != 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(BadId);
        }
        u128::from_str_radix(&digits, 16).map(Self).map_err(|_| BadId)
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// Where the ids of one verb come from: the request's `now`, ten random bytes, and how many were minted. Each sorts after the one before, as long
/// as there are no more than 4,096 (RFC 9562, section 6.2, method 1); all are different.
#[derive(Debug)]
pub struct IdSource {
    now: Timestamp,
    random: [u8; 10],
    minted: AtomicU32,
}

impl IdSource {
    pub const fn new(now: Timestamp, random: [u8; 10]) -> Self {
        Self { now, random, minted: AtomicU32::new(0) }
    }

    /// The next id: `ids.mint(AttemptId::new)`.
    pub fn mint<T>(&self, id: impl FnOnce(Timestamp, [u8; 10]) -> T) -> T {
        let n = self.minted.fetch_add(1, Ordering::Relaxed);
        let mut bytes = self.random;
        let mix = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        bytes.iter_mut().skip(2).zip(mix).for_each(|(byte, mix)| *byte ^= mix);
        let count = n.min(0xfff).to_be_bytes();
        (bytes[0], bytes[1]) = (count[2], count[3]);
        id(self.now, bytes)
    }
}

impl Clone for IdSource {
    fn clone(&self) -> Self {
        Self { now: self.now, random: self.random, minted: AtomicU32::new(self.minted.load(Ordering::Relaxed)) }
    }
}

/// The text is not an id of the kind that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl $name {
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(Uuid::v7(now, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.hex())
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            /// As it is printed, and in no other spelling.
            fn from_str(text: &str) -> Result<Self, BadId> {
                let digits = text.strip_prefix(concat!($prefix, "_")).ok_or(BadId)?;
                let printed = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
                if printed { digits.parse().map(Self) } else { Err(BadId) }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(|_| serde::de::Error::custom(concat!("expected an id like ", $prefix, "_…")))
            }
        }
    )*};
}

impl WriterId {
    /// The page of a form without scripts: each is a writer of its own, and all of one sign-in end in the same digits.
    pub fn of_form(now: Timestamp, mut random: [u8; 10], sign_in: [u8; 4]) -> Self {
        random[6..].copy_from_slice(&sign_in);
        Self::new(now, random)
    }

    /// Whether both are forms of one sign-in.
    pub const fn is_of_sign_in(self, other: Self) -> bool {
        (self.0.0 ^ other.0.0) & 0xffff_ffff == 0
    }
}

ids! {
    /// A person with an account.
    AccountId "acc";
    /// One sitting of one assessment by one person.
    AttemptId "att";
    /// One save operation, minted by the client: the same id any number of times is one event.
    OperationId "op";
    /// One open exam page (tab, device or scripts-off form): who holds the pen.
    WriterId "wr";
    /// A certificate, whatever its version.
    CertificateId "cert";
    /// A sitting of one assessment by many at the same time (场次).
    ExamSessionId "ses";
    /// Some people by a name, made by administrators (群组).
    GroupId "grp";
    /// What one person is told of one thing.
    MessageId "msg";
    /// A system that is told of events.
    WebhookId "hook";
    /// What a learner asks the teachers of a course.
    InquiryId "inq";
    /// A key pair that somebody signs in with.
    PasskeyId "pk";
    /// Who somebody is at a provider, bound to an account.
    IdentityId "idn";
    /// A line of the audit log or the outbox; a decision on an item, a notice, a request for a name.
    EventId "evt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_names_its_kind() {
        let id = AttemptId::new(Timestamp::from_ms(1_700_000_000_000), [7; 10]);
        assert_eq!(id.to_string().parse::<AttemptId>(), Ok(id));
        assert_eq!(id.to_string().parse::<AccountId>(), Err(BadId));
        assert_eq!(id.0.hyphenated().parse::<Uuid>(), Ok(id.0));
        let digits = id.0.hex();
        for other in [digits.to_uppercase(), id.0.hyphenated(), digits[1..].into(), format!("{digits}0"), format!("{digits}\n")] {
            assert_eq!(format!("att_{other}").parse::<AttemptId>(), Err(BadId), "{other}");
        }
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let a = AttemptId::new(Timestamp::from_ms(1), [255; 10]);
        let b = AttemptId::new(Timestamp::from_ms(2), [0; 10]);
        assert!(a < b && a.to_string() < b.to_string());
    }

    #[test]
    fn ids_of_one_source_are_different_and_sort_as_they_were_minted() {
        let ids = IdSource::new(Timestamp::from_ms(1), [255; 10]);
        let minted: Vec<EventId> = (0..20_000).map(|_| ids.mint(EventId::new)).collect();
        assert!(minted[..4_096].is_sorted());
        let mut all = minted.clone();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), minted.len());
    }

    #[test]
    fn version_and_variant_bits_follow_rfc_9562() {
        let text = Uuid::v7(Timestamp::from_ms(0), [255; 10]).hyphenated();
        assert_eq!(&text[14..15], "7");
        assert!(matches!(&text[19..20], "8" | "9" | "a" | "b"));
    }
}
