//! What is wrong with a file, where, and what to write instead, in both languages.
//!
//! Every fault has a stable code and its words in one of the lists here, by area; the code that finds a fault names only the values. Never
//! here: how a fault is found. Start at [`ContentProblem`]; the words are in [`file`], [`front`], [`page`], [`item`], [`plan`], [`lockdown`] and [`twin`].

mod file;
mod front;
mod item;
mod lockdown;
mod log;
mod page;
mod plan;
mod twin;
mod words;

pub use file::FileFault;
pub use front::FrontFault;
pub use item::ItemFault;
pub use lockdown::LockdownFault;
pub(crate) use log::Log;
pub use page::PageFault;
pub use plan::PlanFault;
use std::{
    collections::{HashMap, hash_map::Entry},
    fmt,
};
pub use twin::TwinFault;
pub use words::{Example, Suggestion, Words};
pub(crate) use words::{known, nearest};
use zhixing_domain::lang::Lang;

/// An error makes the content unfit to publish; a warning is advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentProblem {
    /// Relative to `content/`.
    pub path: String,
    /// From 1.
    pub line: usize,
    pub fault: AreaFault,
    /// The lines of the same file where it is said again in the same words.
    pub again: Vec<usize>,
}

impl ContentProblem {
    pub(crate) fn new(path: &str, line: usize, fault: impl Into<AreaFault>) -> Self {
        Self { path: path.into(), line, fault: fault.into(), again: vec![] }
    }

    /// How often it is there.
    pub fn count(&self) -> usize {
        1 + self.again.len()
    }

    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }

    /// Whether all it says is that there is no English, which an author may have decided.
    pub(crate) fn is_missing_twin(&self) -> bool {
        matches!(self.fault, AreaFault::FileFault(FileFault::MissingTwin { .. }))
    }

    /// Stable, in kebab-case.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    pub fn message(&self, lang: Lang) -> String {
        let mut message = self.fault.words(lang).0;
        if !self.again.is_empty() {
            message.push_str(&again(&self.again, lang));
        }
        message
    }

    /// What to write instead.
    pub fn suggestion(&self, lang: Lang) -> String {
        self.fault.words(lang).1
    }

    /// Two lines: `path:line: error[code]: message`, then the suggestion.
    pub fn text(&self, lang: Lang) -> String {
        let (message, suggestion) = (self.message(lang), self.suggestion(lang));
        let hint = match lang {
            Lang::Zh => "建议：",
            Lang::En => "hint: ",
        };
        format!("{}:{}: {}[{}]: {message}\n  {hint}{suggestion}", self.path, self.line, self.severity().code(), self.code())
    }
}

/// So many lines are named where a problem is there again.
const LINES: usize = 8;

fn again(lines: &[usize], lang: Lang) -> String {
    let (count, more) = (lines.len(), lines.len() > LINES);
    let (comma, dots) = if lang == Lang::Zh { ("、", "……") } else { (", ", ", …") };
    let named: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
    let named = format!("{}{}", named.join(comma), if more { dots } else { "" });
    match lang {
        Lang::Zh => format!("（同样的还有 {count} 处：第 {named} 行）"),
        Lang::En if count == 1 => format!(" (and once more, on line {named})"),
        Lang::En => format!(" (and {count} times more, on lines {named})"),
    }
}

/// Makes one problem of those that say the same of a file, at the first of their lines; `problems` are sorted by path and line.
pub(crate) fn fold(problems: Vec<ContentProblem>) -> Vec<ContentProblem> {
    let mut folded: Vec<ContentProblem> = vec![];
    let mut first: HashMap<(String, &'static str, String), usize> = HashMap::new();
    for problem in problems {
        let (message, suggestion) = problem.fault.words(Lang::Zh);
        match first.entry((problem.path.clone(), problem.code(), message + &suggestion)) {
            Entry::Vacant(place) => {
                place.insert(folded.len());
                folded.push(problem);
            }
            Entry::Occupied(place) => {
                if let Some(one) = folded.get_mut(*place.get())
                    && one.again.last().copied().unwrap_or(one.line) != problem.line
                {
                    one.again.push(problem.line);
                }
            }
        }
    }
    folded
}

/// The text in Chinese, the first language.
impl fmt::Display for ContentProblem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text(Lang::Zh))
    }
}

/// Defines the faults of one area: name and values, severity, code, then message and suggestion in Chinese and in English.
macro_rules! faults {
    ($(#[$doc:meta])* $name:ident $($fault:ident $({ $($field:ident: $kind:ty),* })? $severity:ident $code:literal
        $zh:literal $zh_hint:literal $en:literal $en_hint:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name { $($fault $({ $($field: $kind),* })?),* }

        impl $name {
            pub(super) const CODES: &'static [&'static str] = &[$($code),*];

            pub(super) fn severity(&self) -> super::Severity {
                match self { $(Self::$fault { .. } => super::Severity::$severity),* }
            }

            pub(super) fn code(&self) -> &'static str {
                match self { $(Self::$fault { .. } => $code),* }
            }

            /// Message and suggestion.
            pub(super) fn words(&self, lang: zhixing_domain::lang::Lang) -> (String, String) {
                #[allow(unused_imports)]
                use super::words::Say as _;
                match self {
                    $(Self::$fault $({ $($field),* })? => {
                        $($(let $field = $field.say(lang);)*)?
                        match lang {
                            zhixing_domain::lang::Lang::Zh => (format!($zh), format!($zh_hint)),
                            zhixing_domain::lang::Lang::En => (format!($en), format!($en_hint)),
                        }
                    })*
                }
            }
        }

        impl From<$name> for super::AreaFault {
            fn from(fault: $name) -> Self {
                Self::$name(fault)
            }
        }
    };
}
use faults;

macro_rules! areas {
    ($($area:ident)*) => {
        /// A fault of one of the areas.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum AreaFault { $($area($area)),* }

        impl AreaFault {
            fn severity(&self) -> Severity {
                match self { $(Self::$area(fault) => fault.severity()),* }
            }

            fn code(&self) -> &'static str {
                match self { $(Self::$area(fault) => fault.code()),* }
            }

            fn words(&self, lang: Lang) -> (String, String) {
                match self { $(Self::$area(fault) => fault.words(lang)),* }
            }
        }

        /// Every code there is, for the manual and for the test that each has a case.
        pub fn codes() -> Vec<&'static str> {
            [$($area::CODES),*].concat()
        }
    };
}

areas! { FileFault FrontFault PageFault ItemFault TwinFault PlanFault LockdownFault }
