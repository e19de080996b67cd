//! Every setting as a flag, and the table that `zhixing config` prints.

use crate::{
    config::{Config, SETTINGS, Values, shown},
    traces::{Listener, Traces},
};
use clap::{Arg, ArgMatches, Command, value_parser};
use std::{path::PathBuf, process::ExitCode};
use tracing_subscriber::{EnvFilter, Layer as _, filter::filter_fn, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// What a verb reads of the database, and nothing more.
const STORE: &[&str] = &["data", "database"];
/// What decides how a certificate looks.
const CERTIFICATE: &[&str] =
    &["data", "database", "public_url", "demo", "issuer_name", "issuer_name_en", "certificate_prefix", "zone", "fonts"];

/// The settings that a verb uses, which its help shows. It takes the others as well: one environment serves all of them.
fn used_by(verb: &str) -> Vec<&'static str> {
    let some: &[&str] = match verb {
        "serve" | "config" | "doctor" => return SETTINGS.iter().map(|s| s.name).collect(),
        "content check" => &["content"],
        "content publish" => &["data", "database", "content"],
        "user add" | "user import" => &["data", "database", "fonts"],
        "bank import" | "bank export" => &[],
        "key list" | "key retire" => &["data"],
        "key new" => &["data", "zone"],
        "key withdraw" => CERTIFICATE,
        _ if verb.starts_with("certificate") => CERTIFICATE,
        _ => STORE,
    };
    some.to_vec()
}

/// Gives every verb below `path` its settings.
pub fn for_each(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_string()).collect();
    names.into_iter().fold(command, |command, name| {
        let path = format!("{path} {name}").trim().to_string();
        command.mut_subcommand(name, |verb| for_each(verb.args(args(&used_by(&path))), &path))
    })
}

/// Every setting as a flag; help shows those of `used`.
pub fn args(used: &[&str]) -> Vec<Arg> {
    let file = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .env("ZHIXING_CONFIG")
        .value_parser(value_parser!(PathBuf))
        .global(true)
        .help_heading("Settings")
        .help("Read settings from this file instead of <data>/zhixing.toml");
    let arg = |s: &crate::config::Setting| {
        let default = if s.default.is_empty() { String::new() } else { format!(" [default: {}]", s.default) };
        let arg = Arg::new(s.name)
            .long(s.name.replace('_', "-"))
            .value_name("VALUE")
            .global(true)
            .hide(!used.contains(&s.name))
            .help_heading("Settings")
            .help(format!("{} [env: {}]{default}", s.meaning, s.env));
        if s.switch { arg.num_args(0..=1).require_equals(true).default_missing_value("true") } else { arg }
    };
    std::iter::once(file).chain(SETTINGS.iter().map(arg)).collect()
}

pub fn values(matches: &ArgMatches) -> Values {
    SETTINGS.iter().filter_map(|s| Some((s.name, matches.get_one::<String>(s.name)?.clone()))).collect()
}

/// Logs go to stderr; other verbs than `serve` only tell of trouble. A server may be traced as well: what sends the traces is given back.
pub fn log(config: &Config, serving: bool) -> Result<Option<Traces>, String> {
    let filter = if serving { config.log.as_str() } else { "warn" };
    let filter = EnvFilter::try_new(filter).map_err(|e| format!("log = \"{filter}\": {e}"))?;
    // a log that cannot be written must not end a request, and least of all the writer
    let text = fmt::layer().with_writer(std::io::stderr).log_internal_errors(false);
    let text = if config.json_log { text.json().with_filter(filter).boxed() } else { text.with_filter(filter).boxed() };
    let (traces, listener) = config.traces.clone().filter(|_| serving).map(Traces::start).unzip();
    let listener = listener.map(|listener| listener.with_filter(filter_fn(Listener::wants)));
    tracing_subscriber::registry().with(text).with(listener).try_init().map_err(|e| e.to_string())?;
    Ok(traces)
}

pub fn print(config: &Config) -> ExitCode {
    for setting in SETTINGS {
        let value = config.values.get(setting.name).map(String::as_str).unwrap_or_default();
        say!("{} = {:?}", setting.name, shown(setting.name, value));
        say!("    {}", setting.meaning);
        say!("    --{}  {}  default {:?}", setting.name.replace('_', "-"), setting.env, setting.default);
    }
    ExitCode::SUCCESS
}
