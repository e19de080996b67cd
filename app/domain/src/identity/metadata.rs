//! What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it matters here.

use serde::Deserialize;

/// Its own description. What it need not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Metadata {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    pub response_types_supported: Vec<String>,
    pub id_token_signing_alg_values_supported: Vec<String>,
    pub token_endpoint_auth_methods_supported: Vec<String>,
    pub code_challenge_methods_supported: Vec<String>,
    /// Whether it names itself where it sends people back.
    pub authorization_response_iss_parameter_supported: bool,
}

/// How signatures of ID tokens are checked here. Neither `none` nor a secret that two know is one of them.
const ALGORITHMS: [&str; 3] = ["RS256", "ES256", "EdDSA"];

impl Metadata {
    /// Where it is described: below the issuer's address.
    pub fn address(issuer: &str) -> String {
        format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
    }

    /// What is missing or not as it has to be, by the names that it has there. Nothing where people can sign in.
    pub fn missing(&self, issuer: &str) -> Vec<&'static str> {
        let any = |list: &[String], wanted: &[&str]| list.is_empty() || list.iter().any(|one| wanted.contains(&one.as_str()));
        let wrong = [
            (self.issuer != issuer, "issuer"),
            (self.authorization_endpoint.is_empty(), "authorization_endpoint"),
            (self.token_endpoint.is_empty(), "token_endpoint"),
            (self.jwks_uri.is_empty(), "jwks_uri"),
            (!any(&self.response_types_supported, &["code"]), "response_types_supported"),
            (!any(&self.id_token_signing_alg_values_supported, &ALGORITHMS), "id_token_signing_alg_values_supported"),
            (!any(&self.code_challenge_methods_supported, &["S256"]), "code_challenge_methods_supported"),
        ];
        wrong.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
    }

    /// Whether the secret goes with the form and not in the head: where it takes nothing else.
    pub fn takes_secret_in_form(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        let has = |method: &str| methods.iter().any(|m| m == method);
        has("client_secret_post") && !has("client_secret_basic")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Metadata {
        let text = r#"{"issuer": "https://id.example", "authorization_endpoint": "https://id.example/auth", "token_endpoint": "https://id.example/token",
            "jwks_uri": "https://id.example/jwks", "response_types_supported": ["code"], "more": 1}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_description_names_what_it_lacks() {
        assert_eq!(whole().missing("https://id.example"), Vec::<&str>::new());
        assert_eq!(whole().missing("https://id.example/"), ["issuer"], "another spelling is another provider");
        let hmac = Metadata { id_token_signing_alg_values_supported: vec!["HS256".into(), "none".into()], ..whole() };
        assert_eq!(hmac.missing("https://id.example"), ["id_token_signing_alg_values_supported"]);
        let plain = Metadata { code_challenge_methods_supported: vec!["plain".into()], jwks_uri: String::new(), ..whole() };
        assert_eq!(plain.missing("https://id.example"), ["jwks_uri", "code_challenge_methods_supported"]);
        assert_eq!(Metadata::default().missing("x").len(), 4);
    }

    #[test]
    fn it_is_described_below_its_own_address() {
        for issuer in ["https://id.example/t", "https://id.example/t/"] {
            assert_eq!(Metadata::address(issuer), "https://id.example/t/.well-known/openid-configuration");
        }
    }

    #[test]
    fn the_secret_goes_in_the_head_unless_only_the_form_is_taken() {
        let with = |methods: &[&str]| Metadata {
            token_endpoint_auth_methods_supported: methods.iter().map(ToString::to_string).collect(),
            ..whole()
        };
        assert!(!with(&[]).takes_secret_in_form() && !with(&["client_secret_post", "client_secret_basic"]).takes_secret_in_form());
        assert!(with(&["client_secret_post"]).takes_secret_in_form());
    }
}
