//! The file that names the providers by which people sign in. Secrets stand in files or variables of their own.

use serde::Deserialize;
use std::{collections::BTreeSet, path::Path};
use zhixing_domain::{
    identity::{Provider, is_name},
    message::endpoint::Endpoint,
};

/// A provider, and the secret by which it knows this site; none where the site is a public client there.
#[derive(Clone, PartialEq, Eq)]
pub struct ProviderSettings {
    pub provider: Provider,
    pub secret: Option<String>,
}

impl std::fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProviderSettings").field("provider", &self.provider).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    issuer: String,
    client_id: String,
    label: String,
    label_en: String,
    client_secret_file: Option<String>,
    client_secret_env: Option<String>,
}

/// No button is longer.
const LABEL: usize = 40;

/// Reads the file; `local` where the site serves this machine alone, which may have a provider on it without TLS.
pub fn read(path: &Path, local: bool, env: &impl Fn(&str) -> Option<String>) -> Result<Vec<ProviderSettings>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let file: File = toml::from_str(&text).map_err(|e| e.message().to_string())?;
    let (mut names, mut issuers) = (BTreeSet::new(), BTreeSet::new());
    let mut all = vec![];
    for entry in file.provider {
        let name = entry.name.clone();
        let read = one(entry, path, local, env).map_err(|why| format!("provider \"{name}\": {why}"))?;
        if !names.insert(name.clone()) || !issuers.insert(read.provider.issuer.clone()) {
            return Err(format!("provider \"{name}\": its name or its issuer is there already"));
        }
        all.push(read);
    }
    Ok(all)
}

fn one(entry: Entry, path: &Path, local: bool, env: &impl Fn(&str) -> Option<String>) -> Result<ProviderSettings, String> {
    let Entry { name, issuer, client_id, label, label_en, client_secret_file, client_secret_env } = entry;
    if !is_name(&name) {
        return Err("name must begin with a small letter and have at most 32 small letters, digits and hyphens".into());
    }
    if Endpoint::read(&issuer, local).is_none() || issuer.contains('?') {
        return Err("issuer must be an https:// address".into());
    }
    let labelled = [&label, &label_en].into_iter().all(|l| (1..=LABEL).contains(&l.trim().chars().count()));
    if !labelled || client_id.trim().is_empty() {
        return Err(format!("client_id, label and label_en must be there, and labels have at most {LABEL} characters"));
    }
    let secret = match (client_secret_file, client_secret_env) {
        (None, None) => None,
        (Some(_), Some(_)) => return Err("client_secret_file or client_secret_env, not both".into()),
        (Some(file), None) => {
            let file = path.parent().unwrap_or(Path::new(".")).join(file);
            Some(std::fs::read_to_string(&file).map_err(|e| format!("client_secret_file: {}: {e}", file.display()))?)
        }
        (None, Some(name)) => Some(env(&name).ok_or_else(|| format!("client_secret_env: there is no variable {name}"))?),
    };
    let secret = secret.map(|s| s.trim().to_string());
    if secret.as_deref() == Some("") {
        return Err("its secret is empty".into());
    }
    let label = [label, label_en].map(|label| label.trim().to_string()).into();
    Ok(ProviderSettings { provider: Provider { name, issuer, client_id, label }, secret })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "[[provider]]\nname = \"campus\"\nissuer = \"https://id.example\"\nclient_id = \"zhixing\"\nlabel = \"校园账号\"\nlabel_en = \"Campus account\"\n";

    fn of(text: &str) -> Result<Vec<ProviderSettings>, String> {
        let folder = std::env::temp_dir().join(format!(
            "zhixing-providers-{}-{}",
            std::process::id(),
            zhixing_domain::digest::sha256_hex(text.as_bytes())
        ));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("secret"), "s3cret\n").unwrap();
        std::fs::write(folder.join("providers.toml"), text).unwrap();
        let read = read(&folder.join("providers.toml"), false, &|name| (name == "CAMPUS").then(|| "of the environment".into()));
        std::fs::remove_dir_all(&folder).unwrap();
        read
    }

    #[test]
    fn a_secret_is_in_a_file_beside_it_or_in_the_environment_and_is_never_shown() {
        let secret = |more: &str| of(&format!("{WHOLE}{more}")).map(|all| all[0].secret.clone());
        assert_eq!(secret(""), Ok(None));
        assert_eq!(secret("client_secret_file = \"secret\""), Ok(Some("s3cret".into())));
        assert_eq!(secret("client_secret_env = \"CAMPUS\""), Ok(Some("of the environment".into())));
        assert!(secret("client_secret_env = \"NONE\"").is_err() && secret("client_secret_file = \"none\"").is_err());
        assert!(secret("client_secret_env = \"CAMPUS\"\nclient_secret_file = \"secret\"").is_err());
        let shown = format!("{:?}", of(&format!("{WHOLE}client_secret_file = \"secret\"")).unwrap());
        assert!(shown.contains("campus") && !shown.contains("s3cret"), "{shown}");
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_the_name_of_its_provider() {
        for (what, instead) in [
            ("campus", "Campus"),
            ("https://id.example", "http://id.example"),
            ("https://id.example", "https://id.example?x"),
            ("校园账号", ""),
            ("client_id = \"zhixing\"", "client_id = \"\""),
            ("client_id = \"zhixing\"", "client_id = \"zhixing\"\nclient_secret = \"x\""),
        ] {
            assert!(of(&WHOLE.replacen(what, instead, 1)).is_err(), "{instead}");
        }
        let twice = of(&format!("{WHOLE}{WHOLE}")).unwrap_err();
        assert!(twice.contains("provider \"campus\""), "{twice}");
        assert_eq!(of("").unwrap(), vec![]);
    }
}
