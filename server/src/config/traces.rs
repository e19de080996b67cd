//! Where traces go, by the settings that OpenTelemetry gives a name to. Never here: how they are sent.

/// A collector, and what of all traces it gets.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceSettings {
    pub host: String,
    pub port: u16,
    pub path: String,
    /// What the collector asks for, such as a key.
    pub headers: Vec<(String, String)>,
    pub service: String,
    /// From 0 to 1.
    pub share: f64,
}

/// The port of OTLP over HTTP.
const USUAL: u16 = 4_318;

impl TraceSettings {
    /// Reads `http://host:port/base` and `name=value,name=value`.
    ///
    /// # Errors
    /// Which of the settings is wrong, and what it has to be.
    pub fn read(endpoint: &str, headers: &str, share: &str) -> Result<Self, (&'static str, &'static str)> {
        let address = "must be http://HOST:PORT of a collector that speaks OTLP over HTTP; one beside the server goes on with TLS";
        let rest = endpoint.strip_prefix("http://").ok_or(("traces", address))?;
        let (place, base) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = match place.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
            Some((host, port)) => (host, port.parse().map_err(|_| ("traces", address))?),
            None => (place, USUAL),
        };
        if host.is_empty() || endpoint.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(("traces", address));
        }
        let base = base.trim_end_matches('/');
        let path = if base.ends_with("v1/traces") { format!("/{base}") } else { format!("/{base}/v1/traces").replace("//", "/") };
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=')?;
            let (name, value) = (name.trim(), value.trim());
            let fits = !name.is_empty()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
                && !value.contains(char::is_control);
            fits.then(|| (name.to_string(), value.to_string()))
        };
        let words = headers.split(',').filter(|w| !w.trim().is_empty());
        let headers = words.map(pair).collect::<Option<_>>().ok_or(("traces_headers", "must be name=value, parted by commas"))?;
        let share = share.trim().parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
        let share = share.ok_or(("traces_share", "must be a number from 0 to 1"))?;
        Ok(Self { host: host.trim_matches(['[', ']']).into(), port, path, headers, service: "zhixing".into(), share })
    }

    /// For people.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.place(), self.path)
    }

    /// Host and port, as a request names them.
    pub fn place(&self) -> String {
        if self.host.contains(':') { format!("[{}]:{}", self.host, self.port) } else { format!("{}:{}", self.host, self.port) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collector_is_named_as_opentelemetry_names_it() {
        for (endpoint, address) in [
            ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
            ("http://collector", "http://collector:4318/v1/traces"),
            ("http://collector:80/otlp/", "http://collector:80/otlp/v1/traces"),
            ("http://collector:80/v1/traces", "http://collector:80/v1/traces"),
            ("http://[::1]:4318", "http://[::1]:4318/v1/traces"),
        ] {
            assert_eq!(TraceSettings::read(endpoint, "", "1").unwrap().address(), address);
        }
        let read = TraceSettings::read("http://c", "api-key=a b, x=1", "0.5").unwrap();
        assert_eq!((read.headers.len(), read.headers[0].1.as_str(), read.share), (2, "a b", 0.5));
        for (wrong, name) in [
            (("https://c", "", "1"), "traces"),
            (("http://", "", "1"), "traces"),
            (("http://c:port", "", "1"), "traces"),
            (("http://c", "a: b", "1"), "traces_headers"),
            (("http://c", "a=b\r\nc: d", "1"), "traces_headers"),
            (("http://c", "", "2"), "traces_share"),
        ] {
            assert_eq!(TraceSettings::read(wrong.0, wrong.1, wrong.2).unwrap_err().0, name, "{wrong:?}");
        }
    }
}
