//! The providers by which people sign in: whether each describes itself, and as what is needed here.

use super::{Diagnosis, Part, both};
use crate::{Config, oidc};
use zhixing_delivery::webhook::Caller;
use zhixing_domain::message::endpoint;

const PROVIDER: Part = ["sign-in-provider", "登录提供方", "sign-in provider"];

pub(super) async fn look(config: &Config) -> Vec<Diagnosis> {
    let mut report = vec![];
    let Ok(caller) = Caller::new(endpoint::is_local(&config.public_url)) else { return report };
    for known in &config.providers {
        let provider = &known.provider;
        let (name, issuer) = (&provider.name, &provider.issuer);
        report.push(match oidc::describe(&caller, issuer).await {
            Ok(_) => Diagnosis::fine(PROVIDER, both!("{name}：{issuer} 有应答" | "{name}: {issuer} answers")),
            Err(why) => Diagnosis::doubtful(
                PROVIDER,
                both!("{name}：{issuer} 不能用来登录：{why}" | "{name}: nobody can sign in by {issuer}: {why}"),
                both!(
                    "核对 issuer 与提供方自称的地址一字不差，并从这台机器打开 {issuer}/.well-known/openid-configuration"
                        | "write `issuer` exactly as the provider calls itself, and open {issuer}/.well-known/openid-configuration from this machine"
                ),
            ),
        });
    }
    report
}
