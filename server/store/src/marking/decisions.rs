//! What is decided of items, as it counts now.

use crate::{
    Fault, boxed,
    db::{Conn, args},
};
use std::collections::HashMap;
use zhixing_domain::{grading::Voiding, id::AttemptId, question::ItemVersion};

/// No later decision `n` of the same item takes the place of `d`.
pub(crate) const NEWEST: &str =
    "NOT EXISTS (SELECT 1 FROM item_decision n WHERE n.plan = d.plan AND n.version = d.version AND n.number > d.number)";

/// What is decided of the items of an attempt's plan; not by whoever sat it later.
#[boxed]
pub(crate) async fn decisions_for(conn: &mut Conn<'_>, id: AttemptId) -> Result<HashMap<ItemVersion, Voiding>, Fault> {
    let sql = format!(
        "SELECT d.version, d.voiding FROM item_decision d JOIN attempt t ON t.plan = d.plan WHERE t.id = $1 AND d.decided_by <> t.account_id AND {NEWEST}"
    );
    let mut decisions = HashMap::new();
    for row in conn.all(sql, args![id.to_string()]).await? {
        if let Some(voiding) = row.opt_text("voiding")?.as_deref().and_then(Voiding::from_code) {
            decisions.insert(ItemVersion(row.text("version")?), voiding);
        }
    }
    Ok(decisions)
}
