//! The app's ports, bound to the real things. Never here: a decision.

use crate::{
    answer_key, banks,
    clock::Clock,
    content::{Reading, course_of},
    hashing::Hashing,
    inspector::Inspector,
    issuer::Issuer,
    limiter::Limiter,
    lookups::Lookups,
    oidc::Oidc,
    packages, passkey,
    pool::Pool,
    qr, seal, second_factor,
    waiting::Waiting,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_courseware::Files;
use zhixing_domain::{
    certificate::{Facts, IssuerRefusal, Prefix},
    course::Html,
    identity::{BroughtCode, ProviderFault, ProviderIdentity, Trip},
    lang::Lang,
    passkey::Used,
    question::Item,
    time::Timestamp,
    verification::Inspection,
};
use zhixing_shell::ports::{Asker, BookWork, Boxed, Busy, MadeBook, Ports, Pot, Signed};
use zhixing_shell::sheet::zip::Archive;
use zhixing_shell::{
    banks::{BankUpload, BankWords, BroughtFile, BroughtLesson, GivenBank, OwnBank},
    content::ContentReading,
    packages::{BroughtCourse, CourseFault, CourseUpdate, GivenCourse},
    published::Published,
};
use zhixing_store::{Fault, Frozen, Proposal};

pub struct Adapters {
    pub clock: Arc<dyn Clock>,
    pub hashing: Arc<Hashing>,
    pub waiting: Arc<Waiting>,
    pub oidc: Arc<Oidc>,
    pub limiter: Limiter,
    pub lookups: Lookups,
    pub issuer: Arc<Issuer>,
    pub inspector: Arc<Inspector>,
    /// Where strangers' files are checked, and where certificates are signed and printed.
    pub checks: Arc<Pool>,
    pub prints: Arc<Pool>,
    /// Where drafts of courseware are read.
    pub readings: Arc<Pool>,
    /// Where people's own archives are packed.
    pub archives: Arc<Pool>,
    /// Where courses are made into books.
    pub books: Arc<Pool>,
    pub prefix: Prefix,
    /// The settings that stand on certificates for ever and that the operator has not decided: nothing is issued until then.
    pub undecided: Vec<&'static str>,
    /// Where answer files are sealed to.
    pub answer_key: p256::SecretKey,
    /// Its public half, computed once: it stands in every exam page.
    pub answer_point: String,
}

impl Ports for Adapters {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn random(&self) -> [u8; 16] {
        self.clock.random()
    }

    fn hash_password(&self, password: String, asker: Asker) -> Boxed<Result<String, Busy>> {
        let hashing = self.hashing.clone();
        Box::pin(async move { hashing.hash(password, &asker).await })
    }

    fn check_password(&self, password: String, hash: Option<String>, asker: Asker) -> Boxed<Result<bool, Busy>> {
        let hashing = self.hashing.clone();
        Box::pin(async move { hashing.check(password, hash, &asker).await })
    }

    fn take_ticket(&self, pot: &Pot, now: Timestamp) -> Result<(), u64> {
        self.limiter.take(pot, now)
    }

    fn staff_acted(&self) {
        self.waiting.look();
    }

    fn give_back(&self, pot: &Pot, right: bool) {
        self.limiter.give_back(pot, right);
    }

    fn read_item(&self, source: &str) -> Option<Item> {
        zhixing_courseware::item(source)
    }

    fn read_content(&self, files: BTreeMap<String, Vec<u8>>) -> Boxed<Result<ContentReading, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || Reading::of(Files(files)).seen()).await })
    }

    fn read_course(&self, files: BTreeMap<String, Vec<u8>>, course: String, others: Arc<Published>) -> Boxed<Result<ContentReading, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || course_of(&Files(files), &course, &others)).await })
    }

    fn read_bank(&self, upload: BankUpload, ids: BTreeSet<String>) -> Boxed<Result<Result<BroughtFile, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::read(upload, ids)).await })
    }

    fn write_bank(&self, bank: OwnBank, format: &'static str) -> Boxed<Result<Result<GivenBank, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::write(bank, format)).await })
    }

    fn read_document(&self, name: String, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtLesson, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::document(&name, bytes)).await })
    }

    fn open_course(&self, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtCourse, CourseFault>, Busy>> {
        let (readings, issuer) = (self.readings.clone(), self.issuer.clone());
        Box::pin(async move { readings.run(move || packages::brought(bytes, &issuer.did)).await })
    }

    fn settle_course(
        &self,
        package: BroughtCourse,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        any_key: bool,
    ) -> Boxed<Result<Result<CourseUpdate, CourseFault>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || packages::settled(&package, files, &course, any_key)).await })
    }

    fn pack_course(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        now: Timestamp,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>> {
        let (readings, issuer) = (self.readings.clone(), self.issuer.clone());
        Box::pin(async move { readings.run(move || packages::given(files, &course, &issuer.did, issuer.signing(), now)).await })
    }

    fn make_cartridge(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        lang: Lang,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>> {
        let (readings, issuer) = (self.readings.clone(), self.issuer.clone());
        Box::pin(async move { readings.run(move || packages::carried(files, &course, lang, issuer.base_url())).await })
    }

    fn pack(&self, files: Vec<(String, Vec<u8>)>) -> Boxed<Result<Vec<u8>, Busy>> {
        let archives = self.archives.clone();
        Box::pin(async move { archives.run(move || Archive::of(&files)).await })
    }

    fn make_book(&self, work: BookWork) -> Boxed<Result<MadeBook, Busy>> {
        let books = self.books.clone();
        Box::pin(async move { books.run(work).await })
    }

    fn sign_receipt(&self, text: &str) -> (String, String) {
        self.issuer.sign_text(text)
    }

    fn seal(&self, key: &[u8; 32], bound: &str, text: &str) -> Option<Vec<u8>> {
        let mut nonce = [0; 12];
        nonce.copy_from_slice(&self.clock.random()[..12]);
        seal::seal(key, nonce, bound, text)
    }

    fn answer_key(&self) -> String {
        self.answer_point.clone()
    }

    fn answer_proof(&self, attempt: &str) -> String {
        answer_key::proof(&self.answer_key, attempt)
    }

    fn open_answers(&self, file: &[u8]) -> Option<(String, String)> {
        answer_key::open_file(&self.answer_key, file)
    }

    fn new_secret(&self) -> String {
        second_factor::new_secret()
    }

    fn seal_secret(&self, account: &str, secret: &str) -> Option<Vec<u8>> {
        second_factor::keep(&self.answer_key, account, secret)
    }

    fn check_code(&self, account: &str, sealed: &[u8], code: &str, now: Timestamp) -> Option<i64> {
        second_factor::check(&self.answer_key, account, sealed, code, now)
    }

    fn ticket(&self, text: &str) -> Option<String> {
        second_factor::ticket(&self.answer_key, text)
    }

    fn read_ticket(&self, ticket: &str) -> Option<String> {
        second_factor::read_ticket(&self.answer_key, ticket)
    }

    fn takes_passkey(&self, key: &[u8]) -> bool {
        passkey::takes(key)
    }

    fn is_signed(&self, key: &[u8], used: &Used) -> bool {
        passkey::is_signed(key, used)
    }

    fn way_to_provider(&self, trip: Trip, lang: Lang) -> Boxed<Result<String, ProviderFault>> {
        let oidc = self.oidc.clone();
        Box::pin(async move { oidc.way(&trip, lang).await })
    }

    fn back_from_provider(&self, trip: Trip, brought: BroughtCode) -> Boxed<Result<ProviderIdentity, ProviderFault>> {
        let oidc = self.oidc.clone();
        Box::pin(async move { oidc.hear(&trip, brought).await })
    }

    fn new_webhook_secret(&self) -> String {
        second_factor::new_webhook_secret()
    }

    fn seal_webhook(&self, webhook: &str, secret: &str) -> Option<Vec<u8>> {
        second_factor::keep_webhook(&self.answer_key, webhook, secret)
    }

    fn open_webhook(&self, webhook: &str, sealed: &[u8]) -> Option<String> {
        second_factor::open_webhook(&self.answer_key, webhook, sealed)
    }

    fn prefix(&self) -> Prefix {
        self.prefix.clone()
    }

    fn unprintable(&self, name: &str) -> Option<char> {
        self.issuer.unprintable(name)
    }

    fn freeze(&self, facts: Facts, next: Proposal, now: Timestamp) -> Boxed<Result<Frozen, Fault>> {
        let (issuer, prints, undecided) = (self.issuer.clone(), self.prints.clone(), self.undecided.join(", "));
        Box::pin(async move {
            if !undecided.is_empty() {
                return Err(Fault::Refused(IssuerRefusal::Setup(undecided)));
            }
            let busy = |_| Fault::Unavailable("too many certificates are being printed".into());
            prints.run(move || issuer.freeze(&facts, &next, now)).await.map_err(busy)?.map_err(Fault::Refused)
        })
    }

    fn did(&self) -> String {
        self.issuer.did.to_json()
    }

    fn status_list(&self, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Signed, Busy>> {
        if let Some((_, bytes)) = self.issuer.current_list(&revoked, now) {
            return Box::pin(async { Ok(Ok(bytes)) });
        }
        let (issuer, checks) = (self.issuer.clone(), self.checks.clone());
        Box::pin(async move { Ok(checks.run(move || issuer.status_list(revoked, now)).await?.map(|(_, bytes)| bytes)) })
    }

    fn may_look_up(&self, address: &str, now: Timestamp) -> Result<(), u64> {
        self.lookups.take(address, now)
    }

    fn remembered(&self, sha256: &str, revoked: &[i64], now: Timestamp) -> Option<Inspection> {
        self.inspector.remembered(sha256, revoked, now)
    }

    fn inspect_issued(&self, sha256: String, json: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>> {
        let (inspector, checks) = (self.inspector.clone(), self.checks.clone());
        Box::pin(async move { checks.run(move || inspector.issued(sha256, &json, revoked, now)).await })
    }

    fn inspect(&self, upload: Vec<u8>, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Inspection, Busy>> {
        let (inspector, checks) = (self.inspector.clone(), self.checks.clone());
        Box::pin(async move { checks.run(move || inspector.upload(&upload, revoked, now)).await })
    }

    fn picture_kind(&self, bytes: &[u8]) -> Option<&'static str> {
        zhixing_courseware::picture_kind(bytes)
    }

    fn as_signed(&self, text: &str) -> String {
        zhixing_credential::text::clean(text)
    }

    fn qr(&self, text: &str, label: &str) -> Option<Html> {
        qr::svg(text, label)
    }
}
