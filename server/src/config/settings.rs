//! The settings by name, with defaults and meanings. Never here: which values are right.

/// One line of the table that `zhixing config` prints.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// In the file; with hyphens, as a flag.
    pub name: &'static str,
    pub env: &'static str,
    pub default: &'static str,
    pub meaning: &'static str,
    /// May stand as a flag without a value.
    pub switch: bool,
}

const fn setting(name: &'static str, env: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, env, default, meaning, switch: false }
}

const fn switch(name: &'static str, env: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, env, default, meaning, switch: true }
}

pub const SETTINGS: [Setting; 30] = [
    setting("data", "ZHIXING_DATA", "data", "folder of the database and the signing keys; made when missing"),
    setting("listen", "ZHIXING_LISTEN", "127.0.0.1:8080", "address and port to serve HTTP on"),
    setting(
        "public_url",
        "ZHIXING_PUBLIC_URL",
        "http://localhost:8080",
        "the address people use, without a path; certificates name it for ever",
    ),
    setting("database", "DATABASE_URL", "sqlite:<data>/zhixing.db", "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME"),
    setting("content", "ZHIXING_CONTENT", "", "folder of courseware to publish at the start instead of the built-in demonstration"),
    setting("site", "ZHIXING_SITE", "", "folder of built scripts and styles instead of the built-in ones"),
    switch(
        "demo",
        "ZHIXING_DEMO",
        "false",
        "demonstration: opens the accounts learner, teacher, examiner, invigilator and admin, and says so on certificates; \
         where others reach it: public",
    ),
    setting("seats", "ZHIXING_SEATS", "20000", "how many people sit at once at this node: so many papers stay in memory"),
    setting(
        "media_quota",
        "ZHIXING_MEDIA_QUOTA",
        "268435456",
        "the most bytes of all pictures, recordings and files of one course that is written in the workshop",
    ),
    switch("registration", "ZHIXING_REGISTRATION", "true", "whether anybody may open an account"),
    setting(
        "sign_in_providers",
        "ZHIXING_SIGN_IN_PROVIDERS",
        "",
        "file (TOML) with the OpenID providers by which people sign in besides the password; README.md has a sample",
    ),
    setting(
        "smtp_url",
        "ZHIXING_SMTP_URL",
        "",
        "server that sends mail: smtps://USER:PASSWORD@HOST, or smtp:// with ?tls=required; without one no mail is sent",
    ),
    setting("mail_from", "ZHIXING_MAIL_FROM", "", "sender of mail: an address, or a name and <address>"),
    setting(
        "sms_url",
        "ZHIXING_SMS_URL",
        "",
        "gateway that sends short messages: https://…, called with a POST of JSON for each; without one none is sent",
    ),
    setting("sms_secret", "ZHIXING_SMS_SECRET", "", "what those calls are signed with (Standard Webhooks): whsec_ and base64"),
    setting(
        "require_second_factor",
        "ZHIXING_REQUIRE_SECOND_FACTOR",
        "",
        "roles that rest until whoever has them signs in with two steps: staff, or some of teacher, examiner, invigilator and admin, \
         parted by commas",
    ),
    setting("issuer_name", "ZHIXING_ISSUER_NAME", "知行演示评价机构", "name of the issuing agency on certificates, in Chinese"),
    setting("issuer_name_en", "ZHIXING_ISSUER_NAME_EN", "Zhixing Demonstration Agency", "the same in English"),
    setting(
        "certificate_prefix",
        "ZHIXING_CERTIFICATE_PREFIX",
        "S000011000001",
        "first thirteen characters of certificate numbers, assigned by the authority",
    ),
    setting("zone", "ZHIXING_ZONE", "Asia/Shanghai", "time zone of dates on pages and certificates (IANA name)"),
    setting(
        "trusted_proxies",
        "ZHIXING_TRUSTED_PROXIES",
        "",
        "addresses of reverse proxies, parted by commas, whose X-Forwarded-For is believed",
    ),
    setting(
        "hosts",
        "ZHIXING_HOSTS",
        "",
        "further names under which this server is reached, parted by commas; requests for others are refused",
    ),
    setting(
        "metrics_token",
        "ZHIXING_METRICS_TOKEN",
        "",
        "who reads /metrics from another machine, or at all where trusted_proxies is set or public_url is https, sends this as a bearer \
         token",
    ),
    setting(
        "log",
        "ZHIXING_LOG",
        "info,request=warn,sqlx=warn,tower_sessions=error,tower_sessions_core=error",
        "what is logged (tracing filter); with request=info a line of each request",
    ),
    setting("log_format", "ZHIXING_LOG_FORMAT", "text", "text or json"),
    setting(
        "traces",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "",
        "collector that traces are sent to by OTLP over HTTP, such as http://127.0.0.1:4318",
    ),
    setting("traces_headers", "OTEL_EXPORTER_OTLP_HEADERS", "", "what the collector asks for: name=value, parted by commas"),
    setting("traces_share", "OTEL_TRACES_SAMPLER_ARG", "0.1", "of all requests, the share that is traced: from 0 to 1"),
    setting(
        "fonts",
        "ZHIXING_FONTS",
        "/usr/share/fonts/opentype/noto",
        "folder with Noto Serif CJK SC and Noto Sans CJK SC for certificates as PDF",
    ),
    switch("secure_cookies", "ZHIXING_SECURE_COOKIES", "", "cookies only over HTTPS; by default, whether public_url is https"),
];
