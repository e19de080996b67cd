//! [`Issuing`], bound to the real things.

use super::Adapters;
use crate::qr;
use zhixing_domain::{
    certificate::{Facts, IssuerRefusal, Prefix},
    course::Html,
    time::Timestamp,
};
use zhixing_shell::ports::{Boxed, Busy, Issuing, Signed};
use zhixing_store::{Fault, Frozen, Proposal};

impl Issuing for Adapters {
    fn prefix(&self) -> Prefix {
        self.prefix.clone()
    }

    fn unprintable(&self, name: &str) -> Option<char> {
        self.issuer.unprintable(name)
    }

    fn freeze(&self, facts: Facts, next: Proposal, now: Timestamp) -> Boxed<Result<Frozen, Fault>> {
        let (issuer, prints, undecided) = (self.issuer.clone(), self.prints.clone(), self.undecided.join(", "));
        Box::pin(async move {
            if !undecided.is_empty() {
                return Err(Fault::Refused(IssuerRefusal::Setup(undecided)));
            }
            let busy = |_| Fault::Unavailable("too many certificates are being printed".into());
            prints.run(move || issuer.freeze(&facts, &next, now)).await.map_err(busy)?.map_err(Fault::Refused)
        })
    }

    fn did(&self) -> String {
        self.issuer.did.to_json()
    }

    fn status_list(&self, revoked: Vec<i64>, now: Timestamp) -> Boxed<Result<Signed, Busy>> {
        if let Some((_, bytes)) = self.issuer.current_list(&revoked, now) {
            return Box::pin(async { Ok(Ok(bytes)) });
        }
        let (issuer, checks) = (self.issuer.clone(), self.checks.clone());
        Box::pin(async move { Ok(checks.run(move || issuer.status_list(revoked, now)).await?.map(|(_, bytes)| bytes)) })
    }

    fn as_signed(&self, text: &str) -> String {
        zhixing_credential::text::clean(text)
    }

    fn qr(&self, text: &str, label: &str) -> Option<Html> {
        qr::svg(text, label)
    }
}
