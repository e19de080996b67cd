//! Every setting as a flag, and the table that `zhixing config` prints.

use crate::config::{Config, SECRET, SETTINGS, Values, without_password};
use clap::{Arg, ArgMatches, value_parser};
use std::{path::PathBuf, process::ExitCode};

pub fn args() -> Vec<Arg> {
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
            .help_heading("Settings")
            .help(format!("{} [env: {}]{default}", s.meaning, s.env));
        if s.switch { arg.num_args(0..=1).require_equals(true).default_missing_value("true") } else { arg }
    };
    std::iter::once(file).chain(SETTINGS.iter().map(arg)).collect()
}

pub fn values(matches: &ArgMatches) -> Values {
    SETTINGS.iter().filter_map(|s| Some((s.name, matches.get_one::<String>(s.name)?.clone()))).collect()
}

/// Logs go to stderr; other verbs than `serve` only tell of trouble.
pub fn log(config: &Config, serving: bool) -> Result<(), String> {
    let filter = if serving { config.log.as_str() } else { "warn" };
    let filter = tracing_subscriber::EnvFilter::try_new(filter).map_err(|e| format!("log = \"{filter}\": {e}"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(true);
    // a log that cannot be written must not end a request, and least of all the writer
    let builder = builder.log_internal_errors(false);
    let set = if config.json_log { builder.json().try_init() } else { builder.try_init() };
    set.map_err(|e| e.to_string())
}

pub fn print(config: &Config) -> ExitCode {
    for setting in SETTINGS {
        let value = config.values.get(setting.name).map(String::as_str).unwrap_or_default();
        let value = if SECRET.contains(&setting.name) { without_password(value) } else { value.to_string() };
        say!("{} = {value:?}", setting.name);
        say!("    {}", setting.meaning);
        say!("    --{}  {}  default {:?}", setting.name.replace('_', "-"), setting.env, setting.default);
    }
    ExitCode::SUCCESS
}
