//! What the app needs of the outside world, and the composition root gives: clock, dice, hashing, keys, bounded work. Nothing here decides.

pub use crate::tries::{Asker, Pot};
use crate::{
    banks::{BankUpload, BankWords, BroughtFile, BroughtLesson, GivenBank, OwnBank},
    content::ContentReading,
    packages::{BroughtCourse, CourseFault, CourseUpdate, GivenCourse},
    problem::Problem,
    published::Published,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    pin::Pin,
    sync::Arc,
};
use zhixing_domain::{
    certificate::{Facts, Prefix},
    course::Html,
    identity::{BroughtCode, ProviderFault, ProviderIdentity, Trip},
    lang::Lang,
    passkey::Used,
    question::Item,
    time::Timestamp,
    verification::Inspection,
};
use zhixing_store::{Fault, Frozen, Proposal};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Signed bytes, or why they cannot be signed.
pub type Signed = Result<Arc<[u8]>, String>;

/// Too much of that kind of work waits already.
#[derive(Clone, Copy, Debug)]
pub struct Busy;

/// A book that is to be made.
pub type BookWork = Box<dyn FnOnce() -> MadeBook + Send>;
/// The file, or why there is none.
pub type MadeBook = Result<Arc<[u8]>, Problem>;

/// What the composition root gives: clock, dice, hashing, keys. Nothing here decides.
pub trait Ports: Send + Sync + 'static {
    fn now(&self) -> Timestamp;
    fn random(&self) -> [u8; 16];
    /// Staff did something to attempts: their pages that wait for it are told at once.
    fn staff_acted(&self);
    /// Argon2id in a bounded pool, of which everybody has a share.
    fn hash_password(&self, password: String, asker: Asker) -> Boxed<Result<String, Busy>>;
    /// Compares, in the same pool; takes as long for an unknown login (`None`).
    fn check_password(&self, password: String, hash: Option<String>, asker: Asker) -> Boxed<Result<bool, Busy>>;
    /// Takes a ticket for a try before anything is computed: it counts as a failure until it is given back. Else the seconds to wait.
    fn take_ticket(&self, pot: &Pot, now: Timestamp) -> Result<(), u64>;
    /// The try was right, or was never made: it no longer counts; if it was right, earlier failures are forgiven.
    fn give_back(&self, pot: &Pot, right: bool);
    fn read_item(&self, source: &str) -> Option<Item>;
    /// Reads courseware, files by path, in a bounded pool.
    fn read_content(&self, files: BTreeMap<String, Vec<u8>>) -> Boxed<Result<ContentReading, Busy>>;
    /// Reads one course of these files in the same pool; whatever else is in them is as the shelf has it already.
    fn read_course(&self, files: BTreeMap<String, Vec<u8>>, course: String, others: Arc<Published>) -> Boxed<Result<ContentReading, Busy>>;
    /// Reads a bank of another system in the same pool; `ids` are the items that the course has. Else why nothing could be read.
    fn read_bank(&self, upload: BankUpload, ids: BTreeSet<String>) -> Boxed<Result<Result<BroughtFile, BankWords>, Busy>>;
    /// Writes a bank of ours, a text with its pictures, in another format and in the same pool. Else why it cannot be written.
    fn write_bank(&self, bank: OwnBank, format: &'static str) -> Boxed<Result<Result<GivenBank, BankWords>, Busy>>;
    /// Reads a document, or a page that was pasted, in the same pool. Else why it could not be read.
    fn read_document(&self, name: String, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtLesson, BankWords>, Busy>>;
    /// Opens a course of another installation in the same pool, once its signature and checksums hold. Else why it is not taken.
    fn open_course(&self, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtCourse, CourseFault>, Busy>>;
    /// What taking it into the folder `course` of these files does; `any_key`: also if another key signed the edition before. Else why it is not taken.
    fn settle_course(
        &self,
        package: BroughtCourse,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        any_key: bool,
    ) -> Boxed<Result<Result<CourseUpdate, CourseFault>, Busy>>;
    /// Packs and signs a course of these files, in the same pool. Else why it does not go out.
    fn pack_course(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        now: Timestamp,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>>;
    /// Makes a Common Cartridge of a course of these files, in one language and in the same pool. Else why there is none.
    fn make_cartridge(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        lang: Lang,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>>;
    /// Packs files, by name, into a ZIP archive, in a bounded pool.
    fn pack(&self, files: Vec<(String, Vec<u8>)>) -> Boxed<Result<Vec<u8>, Busy>>;
    /// Makes a book in a bounded pool, one after another.
    fn make_book(&self, work: BookWork) -> Boxed<Result<MadeBook, Busy>>;
    /// The key's name and its Ed25519 signature over the text, in hexadecimal.
    fn sign_receipt(&self, text: &str) -> (String, String);
    /// The public key that answer files are sealed to: a raw P-256 point in base64url.
    fn answer_key(&self) -> String;
    /// The secret of an attempt that only its own page is given: a file sealed with it was made by that page.
    fn answer_proof(&self, attempt: &str) -> String;
    /// Opens an answer file: the attempt it names, and its operations as JSON; nothing where it was changed or is not ours.
    fn open_answers(&self, file: &[u8]) -> Option<(String, String)>;
    /// A fresh secret for an authenticator, in base32.
    fn new_secret(&self) -> String;
    /// A secret as it is kept: it opens for this account and this server alone.
    fn seal_secret(&self, account: &str, secret: &str) -> Option<Vec<u8>>;
    /// The step of thirty seconds of an authenticator's code, by the secret as it is kept; nothing where the code is not right at this time.
    fn check_code(&self, account: &str, sealed: &[u8], code: &str, now: Timestamp) -> Option<i64>;
    /// A text for a form to carry: nobody else can make or read one.
    fn ticket(&self, text: &str) -> Option<String>;
    fn read_ticket(&self, ticket: &str) -> Option<String>;
    /// Whether signatures with the key of a new passkey can be checked.
    fn takes_passkey(&self, key: &[u8]) -> bool;
    /// Whether an authenticator with this key signed what a browser brought.
    fn is_signed(&self, key: &[u8], used: &Used) -> bool;
    /// Where a browser is sent to sign in at a provider.
    fn way_to_provider(&self, trip: Trip, lang: Lang) -> Boxed<Result<String, ProviderFault>>;
    /// Who came back from there, once the provider took the code and its token was found right.
    fn back_from_provider(&self, trip: Trip, brought: BroughtCode) -> Boxed<Result<ProviderIdentity, ProviderFault>>;
    /// A fresh secret for a webhook, as its system keeps it (Standard Webhooks: `whsec_` and base64).
    fn new_webhook_secret(&self) -> String;
    /// The secret of a webhook as it is kept: it opens for this webhook and this server alone.
    fn seal_webhook(&self, webhook: &str, secret: &str) -> Option<Vec<u8>>;
    fn open_webhook(&self, webhook: &str, sealed: &[u8]) -> Option<String>;
    fn prefix(&self) -> Prefix;
    /// Compresses (gzip) and encrypts (AES-256-GCM) what nobody may read before the key is given out: twelve bytes of nonce, then the text
    /// with its tag. `bound` must be the same to decrypt it.
    fn seal(&self, key: &[u8; 32], bound: &str, text: &str) -> Option<Vec<u8>>;
    /// The first character of a name that certificates cannot be printed with. Nothing where the fonts themselves are missing: that is the operator's
    /// matter, who is told at the start and at each certificate that waits for them.
    fn unprintable(&self, name: &str) -> Option<char>;
    /// Signs and prints what a certificate is to bear, in a bounded pool: the caller stores it. [`Fault::Refused`] where it cannot be printed or signed.
    fn freeze(&self, facts: Facts, next: Proposal, now: Timestamp) -> Boxed<Result<Frozen, Fault>>;
    /// The issuer's DID document as JSON.
    fn did(&self) -> String;
    /// The signed list of revoked certificates, made in a bounded pool where the one of before is not good any more; else why it cannot be signed.
    fn status_list(&self, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Signed, Busy>>;
    /// Whether this address may look up a number without its check code now; else the seconds to wait.
    fn may_look_up(&self, address: &str, now: Timestamp) -> Result<(), u64>;
    /// What came of checking the signed bytes with this digest, if that is known for the status list of now.
    fn remembered(&self, sha256: &str, revoked: &[i64], now: Timestamp) -> Option<Inspection>;
    /// Checks signed bytes that are kept here, in a bounded pool, and remembers what came of it.
    fn inspect_issued(&self, sha256: String, json: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>>;
    /// Checks an uploaded credential (JSON, or a file that carries one) and reads pictures for their QR code, in a bounded pool.
    fn inspect(&self, upload: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>>;
    /// What picture these bytes are, `svg` or `png`; nothing where they are none, or could do more than be looked at.
    fn picture_kind(&self, bytes: &[u8]) -> Option<&'static str>;
    /// A text as it stands in signed data: one spelling, nothing invisible.
    fn as_signed(&self, text: &str) -> String;
    /// An address as a QR code in SVG, which a screen reader calls by `label`.
    fn qr(&self, text: &str, label: &str) -> Option<Html>;
}
