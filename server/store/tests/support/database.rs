//! A database of its own on the test server.

/// The order of its texts is that of a language, which passes over slashes and hyphens at first: what counts on the order of bytes fails there.
const ORDER: &str = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'und-u-ka-shifted'";

/// Creates it on the server of `url`; its address. A server before PostgreSQL 15, or without ICU, has its own order.
pub async fn create(url: &str, name: &str) -> String {
    let server = url.rsplit_once('/').map_or(url, |(server, _)| server);
    let admin = sqlx::postgres::PgPoolOptions::new()
        .max_connections(1)
        .connect(&format!("{server}/postgres"))
        .await
        .expect("the test server answers");
    let made = |order: &str| sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} {order}")));
    if made(ORDER).execute(&admin).await.is_err() {
        made("").execute(&admin).await.expect("a database");
    }
    format!("{server}/{name}")
}
