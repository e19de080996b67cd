//! What an attack measured, and what did not hold.

#[derive(Debug, Default)]
pub struct Finding {
    measured: Vec<String>,
    broken: Vec<String>,
}

impl Finding {
    /// A number or an outcome for whoever reads the line.
    pub fn measure(&mut self, words: impl Into<String>) {
        self.measured.push(words.into());
    }

    /// What must hold; the words say what did not.
    pub fn must(&mut self, holds: bool, otherwise: impl Into<String>) {
        if !holds {
            self.broken.push(otherwise.into());
        }
    }

    /// The attack itself could not go on.
    pub fn stopped(why: String) -> Self {
        Self { measured: vec![], broken: vec![format!("stopped: {why}")] }
    }

    pub fn holds(&self) -> bool {
        self.broken.is_empty()
    }

    pub fn line(&self, name: &str) -> String {
        let verdict = if self.holds() { "holds".to_string() } else { format!("BROKEN: {}", self.broken.join("; ")) };
        format!("{name:<15} {}  {verdict}", self.measured.join(", ")).replace('\n', " ")
    }
}
