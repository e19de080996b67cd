//! What a variable of response processing holds.

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Truth(bool),
    Number(f64),
    List { values: Vec<String>, ordered: bool },
}

impl Value {
    pub fn text(text: &str) -> Self {
        Self::List { values: vec![text.into()], ordered: false }
    }

    pub fn is_null(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List { values, .. } => values.iter().all(String::is_empty),
            _ => false,
        }
    }

    pub fn truth(&self) -> bool {
        match self {
            Self::Truth(truth) => *truth,
            Self::List { values, .. } => values.as_slice() == ["true"],
            _ => false,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            Self::List { values, .. } => match values.as_slice() {
                [one] => one.trim().parse().ok(),
                _ => None,
            },
            _ => None,
        }
    }

    pub fn values(&self) -> Vec<String> {
        match self {
            Self::Null => vec![],
            Self::Truth(truth) => vec![truth.to_string()],
            Self::Number(n) => vec![n.to_string()],
            Self::List { values, .. } => values.clone(),
        }
    }

    /// Whether both say the same; nothing where one of them says nothing.
    pub fn same(&self, other: &Self) -> Self {
        if self.is_null() || other.is_null() {
            return Self::Null;
        }
        if let (Some(a), Some(b)) = (self.number(), other.number()) {
            return Self::Truth((a - b).abs() <= 1e-9 * a.abs().max(b.abs()));
        }
        let ordered = matches!(self, Self::List { ordered: true, .. }) || matches!(other, Self::List { ordered: true, .. });
        let (mut a, mut b) = (self.values(), other.values());
        if !ordered {
            a.sort();
            b.sort();
        }
        Self::Truth(a == b)
    }
}
