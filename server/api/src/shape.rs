//! What a request may say, as types: each reads exactly what its schema allows, so that the description is true by construction.
//!
//! Start at the lists: texts, numbers, words, ids. What only the server can know (a login that is taken, a name that no font has) is for the
//! actions to refuse; they answer 409 and name the field.

use serde::{Deserialize, Deserializer, Serialize, de::Error};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};
use zhixing_authoring::{file_act::FILE_ACTS, publication::actions::REVIEW_ACTS, replacing::actions::KINDS};
use zhixing_domain::{
    account::Role,
    assessment::{CODE_LONGEST, CODE_SHORTEST},
    attempt::{OutcomeCode, Phase},
    lang::Lang,
    message::{MailChoice, Topic},
    plan_ref::PlanRef,
    question::{Difficulty, Kind},
    workshop::template::NewKind,
};
use zhixing_exam::invigilation::{actions::MEASURES, board::BOARD_STATES, settlement::SETTLEMENTS};
use zhixing_marking::actions::VOIDINGS;
use zhixing_shell::guard::Theme;

/// White space alone says nothing.
const SOMETHING: &str = "[^\\s\u{85}\u{feff}]";
/// The name of a course, a plan or a lesson in an address.
pub const SLUG: &str = "^[a-z0-9-]{1,64}$";
const PLAN: &str = "^[a-z0-9-]{1,64}/[a-z0-9-]{1,64}$";
const POINTS: &str = "^[0-9]{1,6}([.][0-9]{1,2})?$";

fn says_something(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && c != '\u{feff}')
}

fn anything(_: &str) -> bool {
    true
}

pub fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

pub fn is_digest(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_group(text: &str) -> bool {
    text.strip_prefix("grp_").is_some_and(is_digest)
}

fn is_points(text: &str) -> bool {
    let digits = |s: &str, most| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction)) => digits(whole, 6) && digits(fraction, 2),
        None => digits(text, 6),
    }
}

/// A schema of texts.
pub fn text(least: usize, most: usize, pattern: Option<&str>, says: &str) -> RefOr<Schema> {
    let object = ObjectBuilder::new().schema_type(Type::String).description(Some(says.trim()));
    let object = object.min_length((least > 0).then_some(least)).max_length((most < usize::MAX).then_some(most));
    object.pattern(pattern).into()
}

/// A schema of one word out of a list.
fn one_of(words: &[&'static str], says: &str) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.iter().copied())).description(Some(says.trim())).into()
}

macro_rules! texts {
    ($($(#[doc = $says:literal])* $name:ident $least:expr, $most:expr, $fits:path, $pattern:expr;)*) => {$(
        $(#[doc = $says])*
        pub struct $name(pub String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                if ($least..=$most).contains(&text.chars().count()) && $fits(&text) {
                    Ok(Self(text))
                } else {
                    Err(D::Error::custom(format_args!("not a text of {} to {} characters in this form", $least, $most)))
                }
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                text($least, $most, $pattern, concat!($($says),*))
            }
        }

        impl ToSchema for $name {}
    )*};
}

texts! {
    /// Why, or what was seen: something is said.
    ReasonText 1, 500, says_something, Some(SOMETHING);
    /// A name as typed. Brought into form it has at most 80 characters, and only letters that can be shown or printed: else 409 `invalid`.
    TypedName 0, 240, anything, None;
    /// A login as typed: 3 to 64 letters, digits and `._@+-` once it is brought into form, and nobody's yet: else 409 `invalid`.
    NewLogin 1, 256, anything, None;
    /// A new password, none of those that everybody tries first: else 409 `invalid`.
    NewPassword 8, 128, anything, None;
    /// What an exam session is called.
    SessionName 1, 80, says_something, Some(SOMETHING);
    /// Where a session is sat, or somebody's room and seat: at most 80 characters once it is brought into form, else 409 `invalid`.
    PlaceName 0, 240, anything, None;
    /// A value of a setting; what it may be is in the list of settings, else 409 `invalid`.
    SettingText 0, 400, anything, None;
    /// An address for mail, `name@host`: else 409 `invalid`.
    MailAddressText 1, 254, anything, None;
    /// The number of a phone, with its country (`+44 20 7946 0958`) or of the Chinese mainland (`138 0013 8000`): else 409 `invalid`.
    PhoneNumberText 1, 40, anything, None;
    /// The code that a number brought.
    PhoneCodeText 1, 20, anything, None;
    /// What administrators know a webhook by.
    LabelText 1, 80, says_something, Some(SOMETHING);
    /// What a group of people is called, in Chinese: something, once it is brought into one line; else 409 `invalid`.
    GroupName 1, 60, says_something, Some(SOMETHING);
    /// The same in English; none where it is empty.
    GroupEnglish 0, 60, anything, None;
    /// What staff note of a group.
    GroupNote 0, 400, anything, None;
    /// The id of a group of people.
    GroupKey 36, 36, is_group, Some("^grp_[0-9a-f]{32}$");
    /// Where a webhook is called: `https://…` on the public network, else 409 `invalid`.
    CallAddress 1, 2_000, anything, None;
    /// An access code for a room, with at least four letters or digits: else 409 `invalid`.
    RoomCode CODE_SHORTEST, CODE_LONGEST, anything, None;
    /// What is looked for.
    SearchText 0, 200, anything, None;
    /// Words for the candidate, who will see them.
    Comment 0, 4_000, anything, None;
    /// The path of a file of a course.
    FilePath 1, 200, anything, None;
    /// What a new file or course is called.
    FileTitle 1, 80, says_something, Some(SOMETHING);
    /// The text of a file; 1 MB at most, else 409 `too_long`.
    MarkdownText 0, 1_048_576, anything, None;
    /// Words that are looked for, within a line.
    SoughtText 1, 200, anything, None;
    /// What stands in their place, within a line.
    InsteadText 0, 200, anything, None;
    /// A tag, without commas, quotes and braces: else 409 `invalid`.
    TagText 1, 40, says_something, Some(SOMETHING);
    /// What a step is taken back by.
    StepKey 1, 80, anything, None;
    /// A SHA-256 in hexadecimal.
    PublicationDigest 64, 64, is_digest, Some("^[0-9a-f]{64}$");
    /// A learner's question.
    InquiryText 1, 1_000, says_something, Some(SOMETHING);
    /// `#` and the id of a heading of the lesson, or the name of an item of practice in it: else 409 `invalid`.
    InquiryPlaceText 0, 200, anything, None;
    /// What a teacher answers, in Markdown.
    AnswerText 1, 4_000, says_something, Some(SOMETHING);
    /// Points as decimal text, with at most two decimals.
    PointsText 1, 9, is_points, Some(POINTS);
    /// The name of a course, a plan or a lesson.
    Slug 1, 64, is_slug, Some(SLUG);
    /// The name of an item, or `~3` for a step of the paper.
    ItemName 1, 80, anything, None;
}

macro_rules! numbers {
    ($($(#[doc = $says:literal])* $name:ident $least:literal..=$most:literal;)*) => {$(
        $(#[doc = $says])*
        #[derive(Clone, Copy, Serialize)]
        pub struct $name(pub i64);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let (number, least, most): (_, i64, i64) = (i64::deserialize(d)?, $least, $most);
                if (least..=most).contains(&number) {
                    Ok(Self(number))
                } else {
                    Err(D::Error::custom(format_args!("not a whole number from {least} to {most}")))
                }
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let (least, most): (i64, i64) = ($least, $most);
                let object = ObjectBuilder::new().schema_type(Type::Integer).description(Some(concat!($($says),*).trim()));
                object.minimum(Some(least)).maximum(Some(most)).into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

numbers! {
    /// The number of a draft; 0 where there is none.
    DraftNumber 0..=9_007_199_254_740_991;
    /// A heading of the second level, from 1, or one more for the end of the lesson.
    HeadingNumber 0..=10_000;
    /// A line of a file, from 1.
    LineNumber 1..=1_048_576;
    /// Minutes of a measure.
    Minutes 1..=1_440;
    /// An instant: milliseconds of UTC since 1970.
    Instant 0..=253_402_300_799_999;
    /// The number of an operation, which rises within a writer; exact in every language that has only floating point.
    Sequence 0..=9_007_199_254_740_991;
    /// A person's time in thousandths of the plan's; what a plan allows is for the server to say: else 409 `invalid`.
    Thousandths 0..=100_000;
    /// A span in milliseconds.
    Span 0..=86_400_000;
    /// How many.
    HowMany 0..=1_000_000;
    /// A place of what is shown, from 0.
    ShownPlace 0..=255;
}

/// A page of a list, from 0, in the query of an address.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageNumber(pub i64);

const LAST_PAGE: i64 = 4_294_967_296;

impl<'de> Deserialize<'de> for PageNumber {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let said = String::deserialize(d)?;
        let page = said.parse().ok().filter(|page| (0..=LAST_PAGE).contains(page));
        page.map(Self).ok_or_else(|| D::Error::custom(format_args!("not a whole number from 0 to {LAST_PAGE}")))
    }
}

impl PartialSchema for PageNumber {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(0))
            .maximum(Some(LAST_PAGE))
            .description(Some("A page, from 0."))
            .into()
    }
}

impl ToSchema for PageNumber {}

macro_rules! words {
    ($($(#[doc = $says:literal])* $name:ident = $words:expr;)*) => {$(
        $(#[doc = $says])*
        pub struct $name(pub &'static str);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let said = String::deserialize(d)?;
                let word = $words.into_iter().find(|word| *word == said);
                word.map(Self).ok_or_else(|| D::Error::custom(format_args!("none of {}", $words.join(", "))))
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                one_of(&$words, concat!($($says),*))
            }
        }

        impl ToSchema for $name {}
    )*};
}

words! {
    /// A role of an account.
    RoleWord = Role::ALL.map(Role::code);
    /// What staff do to an attempt; `extend`, `extend_window` and `revoke` with minutes.
    MeasureWord = MEASURES;
    /// What is decided about a name: `confirm`, `set` and `accept` with a name.
    SettlementWord = SETTLEMENTS;
    /// What an item counts for; `none` lets a void item count again.
    VoidingWord = VOIDINGS;
    /// How somebody is told by mail of a topic.
    MailChoiceWord = MailChoice::ALL.map(MailChoice::code);
    /// What messages are about.
    TopicWord = Topic::ALL.map(Topic::code);
    /// What is done to a file: `rename` and `copy` with `to`, `restore` with `rev`.
    FileActWord = FILE_ACTS;
    /// What is done to a review: `remark` with `path`, `line` and `text`.
    ReviewActWord = REVIEW_ACTS;
    /// What can be begun.
    NewFileWord = NewKind::ALL.map(NewKind::code);
    /// The kind of a file of a course.
    TextKindWord = KINDS.map(|(word, _)| word);
    /// The type of an item.
    ItemKindWord = Kind::ALL.map(Kind::code);
    /// How hard an item is.
    DifficultyWord = Difficulty::ALL.map(Difficulty::code);
    /// A language of the site.
    LangWord = Lang::ALL.map(Lang::code);
    /// How the site looks.
    ThemeWord = Theme::ALL.map(Theme::code);
    /// Where attempts stand on a board; `silent` are those that run and were not heard of for a while.
    BoardStateWord = BOARD_STATES;
    /// Where an attempt stands.
    PhaseWord = Phase::ALL.map(Phase::code);
    /// What became of an operation: `applied` is a save, and nothing else.
    OutcomeWord = OutcomeCode::ALL.map(OutcomeCode::code);
}

/// The full name of a plan.
pub struct PlanName(pub PlanRef);

impl<'de> Deserialize<'de> for PlanName {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let said = String::deserialize(d)?;
        let halves = said.split_once('/').filter(|(course, plan)| is_slug(course) && is_slug(plan));
        halves.map(|(course, plan)| Self(PlanRef::new(course, plan))).ok_or_else(|| D::Error::custom("not of the form course/plan"))
    }
}

impl PartialSchema for PlanName {
    fn schema() -> RefOr<Schema> {
        text(3, 129, Some(PLAN), "The full name of a plan: `course/plan`.")
    }
}

impl ToSchema for PlanName {}

/// The bytes of a file, as a whole body: for the description alone.
pub struct FileBytes;

impl PartialSchema for FileBytes {
    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(format))
            .min_length(Some(1))
            .description(Some("The bytes of a file."))
            .into()
    }
}

impl ToSchema for FileBytes {}

/// The pattern of an id: a prefix that says what it names, and 32 hexadecimal digits.
pub fn id(prefix: &str, says: &str) -> RefOr<Schema> {
    let long = prefix.len() + 33;
    text(long, long, Some(&format!("^{prefix}_[0-9a-f]{{32}}$")), says)
}

macro_rules! ids {
    ($($(#[doc = $says:literal])* $name:ident $prefix:literal;)*) => {$(
        $(#[doc = $says])*
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                id($prefix, concat!($($says),*))
            }
        }

        impl ToSchema for $name {}
    )*};
}

// for the description alone: the domain's own types read them
ids! {
    /// An operation: a UUIDv7 of the client's.
    OperationName "op";
    /// A writer, the page or device that writes: a UUIDv7.
    WriterName "wr";
    /// An attempt.
    AttemptKey "att";
    /// An account.
    AccountKey "acc";
    /// An exam session.
    SessionKey "ses";
    /// A question of a learner.
    InquiryKey "inq";
}

#[cfg(test)]
mod tests;
