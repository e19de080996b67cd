//! The one error that a visitor can see, and how it becomes a page or an `application/problem+json` (RFC 9457).

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use zhixing_app::i18n::{problem as words, publication, second_factor, team};
use zhixing_domain::lang::{Bilingual, Lang};
use zhixing_store::Fault;

/// All that is wrong with a form or a body, field by field, in both languages.
pub type FieldFaults = Vec<(&'static str, Bilingual<String>)>;

/// What is wrong, in one language, for a page that says it beside each field.
pub fn said_at_fields(faults: FieldFaults, lang: Lang) -> Vec<(&'static str, String)> {
    faults.into_iter().map(|(field, words)| (field, words.get(lang).clone())).collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It does not exist, or you may not know that it does.
    NotFound,
    /// Sign in first, then go on to this path.
    SignIn(String),
    /// The role for it rests until the person signs in with two steps.
    SecondFactor,
    /// Understood, and not possible now; the code is stable, the words are for people.
    Refused { code: &'static str, words: Bilingual<String> },
    /// A field of a request is wrong: well formed, and not taken.
    Invalid { field: &'static str, words: Bilingual<String> },
    /// The body of a program is not of the form that the API's description gives it; `field` is the way to the place.
    Malformed { field: String, words: Bilingual<String> },
    /// Refused before any handler looked at it (method, size, form), or with a status of its own.
    Rejected { status: u16, code: &'static str, words: Bilingual<String> },
    /// Too much at once: come back after so many seconds.
    Busy(u64),
    /// What is stored cannot be reached, or nothing can be written: come back after so many seconds.
    Unavailable(u64),
    /// Too much by one person: come back after so many seconds.
    Slow(u64),
    /// Our fault; the reference is in the log.
    Broken(String),
}

impl Problem {
    /// A refusal in the words of a message.
    pub fn refused(code: &'static str, message: impl Fn(Lang) -> String) -> Self {
        Self::Refused { code, words: Bilingual::of(message) }
    }

    /// A refusal with a status of its own, in the words of a message.
    pub fn rejected(status: StatusCode, code: &'static str, message: impl Fn(Lang) -> String) -> Self {
        Self::Rejected { status: status.as_u16(), code, words: Bilingual::of(message) }
    }

    /// What a status says that came without words: of the router, an extractor or a layer.
    pub fn bare(status: StatusCode) -> Self {
        let (code, message): (_, fn(Lang) -> &'static str) = match status {
            StatusCode::NOT_FOUND => return Self::NotFound,
            StatusCode::SERVICE_UNAVAILABLE => return Self::Busy(2),
            _ if status.is_server_error() => return Self::Broken(format!("http-{}", status.as_u16())),
            StatusCode::FORBIDDEN => ("cross_site", words::cross_site),
            StatusCode::METHOD_NOT_ALLOWED => ("method_not_allowed", words::no_page),
            StatusCode::PAYLOAD_TOO_LARGE => ("too_large", words::too_large),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported_type", words::unsupported_type),
            StatusCode::REQUEST_TIMEOUT => ("timeout", words::timeout),
            StatusCode::MISDIRECTED_REQUEST => ("misdirected", words::misdirected),
            _ => ("bad_request", words::unreadable),
        };
        Self::rejected(status, code, |l| message(l).into())
    }

    /// The decision would reach the own attempt, account or certificate of whoever takes it.
    pub fn own_case() -> Self {
        Self::refused("own_case", |l| words::own_case(l).into())
    }

    /// Only somebody who signed in with a browser may do this, not a program with a token.
    pub fn needs_session() -> Self {
        Self::rejected(StatusCode::FORBIDDEN, "needs_session", |l| words::needs_session(l).into())
    }

    pub fn read_only_token() -> Self {
        Self::rejected(StatusCode::FORBIDDEN, "read_only_token", |l| words::read_only_token(l).into())
    }

    pub fn invalid(field: &'static str, message: impl Fn(Lang) -> String) -> Self {
        Self::Invalid { field, words: Bilingual::of(message) }
    }

    /// The first of all that is wrong with a body: a page says each beside its field.
    pub fn first_of(faults: FieldFaults) -> Self {
        faults.into_iter().next().map_or(Self::NotFound, |(field, words)| Self::Invalid { field, words })
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn(_) => StatusCode::UNAUTHORIZED,
            Self::SecondFactor => StatusCode::FORBIDDEN,
            Self::Refused { .. } => StatusCode::CONFLICT,
            Self::Invalid { .. } | Self::Malformed { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Rejected { status, .. } => StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_REQUEST),
            Self::Busy(_) | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Slow(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The status for programs. They can read in the description what form a body has, so 422 means that theirs has another; what has the form and is
    /// not taken all the same conflicts with what only the server knows.
    pub fn status_for_programs(&self) -> StatusCode {
        if let Self::Invalid { .. } = self { StatusCode::CONFLICT } else { self.status() }
    }

    /// The stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignIn(_) => "sign_in",
            Self::SecondFactor => "second_factor_required",
            Self::Refused { code, .. } | Self::Rejected { code, .. } => code,
            Self::Invalid { .. } => "invalid",
            Self::Malformed { .. } => "malformed",
            Self::Busy(_) => "busy",
            Self::Unavailable(_) => "unavailable",
            Self::Slow(_) => "slow_down",
            Self::Broken(_) => "broken",
        }
    }

    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => words::not_found(lang).into(),
            Self::SignIn(_) => words::sign_in_first(lang).into(),
            Self::SecondFactor => second_factor::required(lang).into(),
            Self::Rejected { code, .. } | Self::Refused { code, .. } => title_of(code, lang).into(),
            Self::Invalid { .. } | Self::Malformed { .. } => words::invalid(lang).into(),
            Self::Busy(_) => words::busy(lang).into(),
            Self::Unavailable(_) => words::unavailable(lang).into(),
            Self::Slow(_) => words::slow_down_title(lang).into(),
            Self::Broken(_) => words::broken(lang).into(),
        }
    }

    pub fn detail(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => words::not_found_detail(lang).into(),
            Self::SignIn(_) => words::sign_in_detail(lang).into(),
            Self::SecondFactor => second_factor::required_detail(lang).into(),
            Self::Refused { words, .. } | Self::Invalid { words, .. } | Self::Malformed { words, .. } | Self::Rejected { words, .. } => {
                words.get(lang).clone()
            }
            Self::Busy(seconds) => words::busy_detail(lang, seconds),
            Self::Unavailable(seconds) => words::unavailable_detail(lang, seconds),
            Self::Slow(seconds) => words::slow_down(lang, seconds),
            Self::Broken(reference) => words::broken_detail(lang, reference),
        }
    }

    /// After how many seconds the same may be asked again.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Busy(seconds) | Self::Unavailable(seconds) | Self::Slow(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// The JSON body of RFC 9457; `field` is an extension member.
    pub fn to_json(&self, lang: Lang) -> serde_json::Value {
        let mut body = serde_json::json!({
            "type": format!("/problems/{}", self.code()),
            "title": self.title(lang),
            "status": self.status_for_programs().as_u16(),
            "detail": self.detail(lang),
            "code": self.code(),
        });
        match self {
            Self::Invalid { field, .. } => body["field"] = (*field).into(),
            Self::Malformed { field, .. } => body["field"] = field.as_str().into(),
            _ => {}
        }
        body
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unavailable(why) => {
                tracing::error!(why, "the store is unavailable");
                Self::Unavailable(3)
            }
            Fault::Conflict => Self::Busy(1),
            // waiting changes nothing: it is said what has to be done
            Fault::Refused(refusal) => {
                tracing::error!(%refusal, "the issuer refuses");
                Self::refused("issuer_refuses", |l| zhixing_app::i18n::name::refused_now(l, crate::refusal::refused(&refusal, l).0))
            }
            Fault::Own => Self::own_case(),
            Fault::Missing(_) | Fault::Beyond => Self::NotFound,
            Fault::Role(role) => Self::rejected(StatusCode::FORBIDDEN, "course_role", |l| team::needs(role, l)),
            Fault::Open => Self::rejected(StatusCode::FORBIDDEN, "open_course", |l| team::open_course(l).into()),
            Fault::AskedOther => Self::rejected(StatusCode::FORBIDDEN, "asked_other", |l| publication::asked_other(l).into()),
            Fault::LastOwner => Self::refused("last_owner", |l| team::last_owner(l).into()),
            Fault::LastAdministrator => Self::refused("last_administrator", |l| words::last_administrator(l).into()),
            Fault::Partly { done, why } => {
                tracing::error!(done, %why, "a list stopped half way");
                let words = Bilingual::of(|l| words::stopped_half_way(l, done));
                Self::Rejected { status: 503, code: "stopped_half_way", words }
            }
            Fault::Corrupt { table, row } => {
                tracing::error!(table, row, "corrupt row");
                Self::Broken(format!("{table}-{}", &zhixing_domain::digest::sha256_hex(row.as_bytes())[..8]))
            }
        }
    }
}

/// What is so, of what was refused before a handler looked at it.
fn title_of(code: &str, lang: Lang) -> &'static str {
    match code {
        "not_open_yet" => words::not_open_title(lang),
        "exam_running" => words::exam_running_title(lang),
        "too_large" => words::too_large_title(lang),
        "method_not_allowed" => words::no_page_title(lang),
        "cross_site" => words::cross_site_title(lang),
        "timeout" => words::timeout_title(lang),
        "bad_request" | "unsupported_type" => words::unreadable_title(lang),
        _ => words::refused(lang),
    }
}

/// Leaves the problem beside an empty body: the outermost layer knows the language and whether a page or JSON is wanted.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Bilingual, Fault, Lang, Problem, StatusCode, words};

    /// One of each kind.
    pub(crate) fn all() -> Vec<Problem> {
        let rejected = |status, code| Problem::rejected(status, code, |l| words::form_unreadable(l).into());
        vec![
            Problem::NotFound,
            Problem::SignIn("/profile".into()),
            Problem::SecondFactor,
            Problem::own_case(),
            Problem::needs_session(),
            Problem::read_only_token(),
            Problem::invalid("name", |l| words::form_unreadable(l).into()),
            Problem::Malformed { field: "name".into(), words: Bilingual::of(|l| words::form_unreadable(l).into()) },
            rejected(StatusCode::BAD_REQUEST, "bad_request"),
            rejected(StatusCode::FORBIDDEN, "cross_site"),
            rejected(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            rejected(StatusCode::REQUEST_TIMEOUT, "timeout"),
            Problem::rejected(StatusCode::PAYLOAD_TOO_LARGE, "too_large", |l| words::too_large(l).into()),
            rejected(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_type"),
            rejected(StatusCode::MISDIRECTED_REQUEST, "misdirected"),
            Problem::Busy(1),
            Problem::Unavailable(3),
            Problem::Slow(30),
            Problem::from(Fault::LastAdministrator),
            Problem::from(Fault::Partly { done: 1, why: Box::new(Fault::Conflict) }),
            Problem::Broken("http-500".into()),
        ]
    }

    #[test]
    fn what_cannot_be_stored_is_said_to_be_so_and_not_that_many_are_here() {
        let problem = Problem::from(Fault::Unavailable("database or disk is full".into()));
        assert_eq!((problem.status().as_u16(), problem.code(), problem.retry_after()), (503, "unavailable", Some(3)));
        assert!(!problem.detail(Lang::En).contains("disk"), "nothing of what went wrong inside");
    }

    #[test]
    fn what_stopped_half_way_says_how_much_is_done_and_what_to_do() {
        let why = Box::new(Fault::Unavailable("the disk is full".into()));
        let problem = Problem::from(Fault::Partly { done: 400, why });
        assert_eq!((problem.status().as_u16(), problem.code()), (503, "stopped_half_way"));
        for (lang, words) in [(Lang::Zh, ["前 400 项", "再做一次"]), (Lang::En, ["first 400", "do it again"])] {
            assert!(words.iter().all(|w| problem.detail(lang).contains(w)), "{}", problem.detail(lang));
        }
    }
}
