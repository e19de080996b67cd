//! How long the server was out of reach, by the page's monotonic clock: staff see it and may give the time back.

/// The outages that a writer went through.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OutageMeter {
    since: Option<f64>,
    sum: f64,
}

impl OutageMeter {
    /// Goes on from what an earlier page of the same writer counted.
    pub fn after(text: &str) -> Self {
        Self { since: None, sum: text.parse::<u32>().map_or(0.0, f64::from) }
    }

    pub fn is_on(&self) -> bool {
        self.since.is_some()
    }

    /// A request that began at `at` was in vain.
    pub fn miss(&mut self, at: f64) {
        self.since.get_or_insert(at);
    }

    /// The server answered.
    pub fn end(&mut self, now: f64) {
        self.sum += self.lasting(now);
        self.since = None;
    }

    /// How long the outage of this moment has lasted.
    pub fn lasting(&self, now: f64) -> f64 {
        self.since.map_or(0.0, |since| (now - since).max(0.0))
    }

    /// All outages together with the one of this moment, in whole milliseconds: to be told.
    pub fn told(&self, now: f64) -> u32 {
        (self.sum + self.lasting(now)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outages_are_added() {
        let mut outage = OutageMeter::default();
        outage.miss(1_000.0);
        outage.miss(3_000.0);
        assert!(outage.is_on());
        assert_eq!(outage.told(5_000.0), 4_000, "it began with the first miss");
        outage.end(6_000.0);
        outage.end(9_000.0);
        outage.miss(10_000.0);
        assert_eq!(outage.told(12_000.0), 7_000);
        outage.end(12_000.0);
        assert_eq!(outage.told(12_000.0), 7_000);
        assert_eq!(OutageMeter::after("7000").told(99_000.0), 7_000);
        assert_eq!(OutageMeter::after("nonsense"), OutageMeter::default());
    }
}
