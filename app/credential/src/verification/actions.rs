//! Verifying what somebody holds up: the port looks at bytes, this looks into the records, the domain gives the verdict.
//!
//! Never here: markup, signatures. Nothing of an upload is kept.

use crate::certificate::actions::STATUS_LIST;
use zhixing_domain::{
    account::Role,
    certificate::{CheckCode, Facts, Number},
    verification::{Carried, Case, Check, Doubt, Finding, Flaw, Inspection, Reason, Report, Revocation, Statement, UploadKind, Verdict},
};
use zhixing_shell::{boxed, guard::Visit, problem::Problem};
use zhixing_store::CertificateRecord;

/// What an upload came to.
pub enum Seen {
    Report(Box<Report>, Option<Place>),
    /// A picture without signed data whose QR code leads to a certificate here.
    Code(Place),
}

/// Where a certificate is found, with the right to see all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub number: Number,
    pub code: Option<CheckCode>,
}

const BUSY: Problem = Problem::Busy(2);

/// Checks an upload.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn upload(visit: &Visit, upload: Vec<u8>) -> Result<Seen, Problem> {
    let site = &visit.site;
    let revoked = site.store.revoked_places(STATUS_LIST).await?;
    let inspection = site.ports.inspect(upload, revoked, visit.now).await.map_err(|_| BUSY)?;
    if !inspection.codes.is_empty() {
        let base = format!("{}/v/", site.about.public_url);
        let ours = inspection.codes.iter().find(|code| code.starts_with(&base));
        return Ok(match ours.and_then(|code| place(code)) {
            Some(place) => Seen::Code(place),
            None => Seen::Report(
                Box::new(Report { carried: Some(Carried::Picture), ..Report::bare(Verdict::CannotBeTold(Doubt::OtherSite)) }),
                None,
            ),
        });
    }
    let number = inspection.statement.as_ref().and_then(|s| s.number.parse::<Number>().ok());
    let versions = match &number {
        Some(number) => site.store.certificate(number).await?,
        None => vec![],
    };
    let report = report(visit, &inspection, &versions, None).await?;
    // whoever has the signed data may see all that they say
    let place = number.zip(versions.first()).map(|(number, newest)| Place { number, code: newest.code.clone() });
    Ok(Seen::Report(Box::new(report), place))
}

/// The number and the check code in an address or in what was typed.
pub fn place(text: &str) -> Option<Place> {
    let number = Number::typed(text).ok()?;
    let query = text.split_once('?').map(|(_, query)| query.split('#').next().unwrap_or_default()).unwrap_or_default();
    let code = query.split('&').find_map(|pair| pair.strip_prefix("c=")).and_then(CheckCode::typed);
    Some(Place { number, code })
}

/// Checks the newest version of a number from what is kept of it; `versions` newest first.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn of_number(visit: &Visit, versions: &[CertificateRecord]) -> Result<Report, Problem> {
    let site = &visit.site;
    let newest = versions.first().ok_or(Problem::NotFound)?;
    let revoked = site.store.revoked_places(STATUS_LIST).await?;
    let known = site.ports.remembered(&newest.sha256, &revoked, visit.now);
    let inspection = match known {
        Some(known) => known,
        None => {
            let bytes = site.store.certificate_bytes(&newest.number, newest.version).await?;
            let (json, _) = bytes.ok_or(Problem::NotFound)?;
            site.ports.inspect_issued(newest.sha256.clone(), json, revoked, visit.now).await.map_err(|_| BUSY)?
        }
    };
    report(visit, &inspection, versions, Some(Carried::Record)).await
}

#[boxed]
async fn report(visit: &Visit, seen: &Inspection, versions: &[CertificateRecord], looked_up: Option<Carried>) -> Result<Report, Problem> {
    let mut findings = seen.findings.clone();
    let (mut carried, mut demonstration, mut replaced) = (looked_up, false, false);
    let mut revoked = None;
    if let Some(said) = &seen.statement {
        let record = versions.iter().find(|v| v.version == said.version);
        let kept = record.map(|record| Ok::<_, Problem>((record, facts(record)?))).transpose()?;
        findings.push(compared(said, kept.as_ref().map(|(record, facts)| statement(visit, record, facts))));
        demonstration = kept.as_ref().is_some_and(|(_, facts)| facts.demo);
        replaced = versions.first().is_some_and(|newest| newest.version > said.version);
        revoked = versions.first().and_then(revocation);
        if let (None, Some(record)) = (looked_up, record) {
            let (how, finding) = file(visit, seen, record).await?;
            carried = how;
            findings.extend(finding);
        }
    } else if !seen.facts.is_empty() {
        findings.push(Finding::fail(Reason::RecordAbsent));
    }
    let case = Case { findings: &findings, names_us: seen.names_us, demonstration, replaced, withdrawn: revoked.is_some() };
    Ok(Report {
        verdict: case.verdict(),
        standing: seen.statement.as_ref().and_then(|_| case.standing()),
        facts: seen.facts.clone(),
        carried,
        holder: seen.statement.as_ref().map(|s| s.holder.clone()),
        replaced,
        revoked,
        findings,
    })
}

fn revocation(record: &CertificateRecord) -> Option<Revocation> {
    record.revoked_at.map(|at| Revocation { at, reason: record.revoke_reason.clone().unwrap_or_default() })
}

/// # Errors
///
/// What is wrong, as a [`Problem`].
pub fn facts(record: &CertificateRecord) -> Result<Facts, Problem> {
    serde_json::from_str(&record.facts).map_err(|e| Problem::Broken(format!("certificate-{}: {e}", record.number)))
}

fn compared(said: &Statement, kept: Option<Statement>) -> Finding {
    let Some(kept) = kept else { return Finding::fail(Reason::RecordAbsent) };
    match said.differences(&kept).first() {
        None => Finding::pass(Check::Record),
        Some(reason) => Finding::fail(*reason),
    }
}

fn statement(visit: &Visit, record: &CertificateRecord, f: &Facts) -> Statement {
    let signed = |text: &str| visit.site.ports.as_signed(text);
    Statement {
        number: record.number.to_string(),
        version: record.version,
        holder: signed(&f.holder),
        occupation_code: f.code.clone(),
        level: f.level.zh().into(),
        standard: format!("{}（{}）", signed(&f.standard[0]), signed(&f.edition)),
        score: f.result.score.clone(),
        pass_mark: f.result.pass_mark.clone(),
        awarded_at: f.awarded_at,
        issuer: signed(&f.issuer[0]),
    }
}

/// Whether a PDF is the very file that was issued. What is drawn in a picture proves nothing, whatever it is.
#[boxed]
async fn file(visit: &Visit, seen: &Inspection, record: &CertificateRecord) -> Result<(Option<Carried>, Option<Finding>), Problem> {
    Ok(match seen.kind {
        Some(UploadKind::Pdf) => {
            let issued = visit.site.store.certificate_pdf_sha256(&record.number, record.version).await?;
            if issued.as_ref() == Some(&seen.sha256) {
                (Some(Carried::Issued), Some(Finding::pass(Check::File)))
            } else {
                (Some(Carried::Altered), Some(Finding::fail(Reason::OtherFile)))
            }
        }
        Some(UploadKind::Picture) => (Some(Carried::Picture), None),
        Some(UploadKind::Data) | None => (Some(Carried::Data), None),
    })
}

/// How much of a certificate somebody may see who asks by its number.
pub enum Sight {
    All,
    /// That it exists, whether it is in force, and the first letters of the name.
    Little {
        wrong_code: bool,
    },
}

/// All of it sees the holder, whoever works with results, and whoever gives the check code; the others are slowed down when they go on asking.
///
/// # Errors
///
/// What is wrong, as a [`Problem`].
pub fn sight(visit: &Visit, record: &CertificateRecord, code: &str) -> Result<Sight, Problem> {
    let known = |account: &zhixing_domain::account::Account| {
        // a record does not say its course: who works for some courses alone needs the code
        let examines = account.roles.has(Role::Examiner) && account.reach().courses().is_none();
        account.id == record.account || examines || account.roles.has(Role::Admin)
    };
    let given = CheckCode::typed(code);
    let right = given.as_ref().zip(record.code.as_ref()).is_some_and(|(given, kept)| given.is(kept));
    if right || visit.account.as_ref().is_some_and(known) {
        return Ok(Sight::All);
    }
    slowly(visit)?;
    Ok(Sight::Little { wrong_code: !code.trim().is_empty() })
}

/// Counts a look-up by number alone.
///
/// # Errors
///
/// [`Problem::Slow`] if one person asks too often.
pub fn slowly(visit: &Visit) -> Result<(), Problem> {
    visit.site.ports.may_look_up(&visit.address, visit.now).map_err(Problem::Slow)
}

/// The verdict over a number that nobody has.
pub fn no_such_number() -> Report {
    Report::bare(Verdict::NotGenuine(Flaw::NoSuchNumber))
}
