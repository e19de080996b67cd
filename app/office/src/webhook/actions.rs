//! What administrators do with systems that are told of events, by the page and by the API. It needs a session: a token that leaked must not send what
//! happens here to somebody else.

use zhixing_app::i18n::webhook as words;
use zhixing_domain::{
    account::Administrator,
    id::WebhookId,
    message::endpoint::{self, Endpoint},
};
use zhixing_shell::{guard::Visit, problem::Problem, site::Site};
use zhixing_store::{NewWebhook, WEBHOOKS};

/// Adds a system; its id and its secret, which is told this once.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `label` or `url`; else a [`Problem`] if the store cannot be read or
/// written.
pub async fn add(visit: &Visit, admin: &Administrator, label: &str, url: &str) -> Result<(WebhookId, String), Problem> {
    visit.signed_in()?;
    let label: String = label.chars().filter(|c| !c.is_control()).collect::<String>().trim().into();
    if !(1..=80).contains(&label.chars().count()) {
        return Err(Problem::invalid("label", |l| words::label_form(l).into()));
    }
    let url = url.trim();
    if Endpoint::read(url, endpoint::is_local(&visit.site.about.public_url)).is_none() {
        return Err(Problem::invalid("url", |l| words::url_form(l).into()));
    }
    let (stamp, ports) = (visit.stamp(), &visit.site.ports);
    let id = WebhookId::new(visit.now, visit.site.id_bytes());
    let secret = ports.new_webhook_secret();
    let sealed = ports.seal_webhook(&id.to_string(), &secret).ok_or_else(|| Problem::Broken("a secret cannot be sealed".into()))?;
    let new = NewWebhook { id, label, url: url.into(), sealed };
    if !visit.site.store.add_webhook(admin, new, stamp).await? {
        return Err(Problem::invalid("url", |l| words::too_many(l, WEBHOOKS)));
    }
    Ok((id, secret))
}

/// The id of a system from an address.
fn id_of(text: &str) -> Result<WebhookId, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

fn there(found: bool) -> Result<(), Problem> {
    if found { Ok(()) } else { Err(Problem::NotFound) }
}

/// Takes a system away, with what waits for it.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
pub async fn remove(visit: &Visit, admin: &Administrator, id: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    there(visit.site.store.remove_webhook(admin, id_of(id)?, visit.stamp()).await?)
}

/// Has a system called again that was given up.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
pub async fn resume(visit: &Visit, admin: &Administrator, id: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    there(visit.site.store.resume_webhook(admin, id_of(id)?, visit.stamp()).await?)
}

/// Tells a system something that did not happen.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
pub async fn test(visit: &Visit, admin: &Administrator, id: &str) -> Result<(), Problem> {
    visit.signed_in()?;
    there(visit.site.store.try_webhook(admin, id_of(id)?, visit.stamp()).await?)
}

/// The secret of a system, to sign with.
pub fn secret(site: &Site, id: WebhookId, sealed: &[u8]) -> Option<String> {
    site.ports.open_webhook(&id.to_string(), sealed)
}
