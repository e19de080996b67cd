//! How the items of a plan went, as sums: the database adds up, and a statement's rows do not grow with the papers.

use crate::{
    Fault, Store, boxed,
    db::{Row, args, dialect},
};
use std::collections::HashMap;
use zhixing_domain::{
    plan_ref::PlanRef,
    question::{Answer, Arrangement, ItemVersion},
    statistics::{Chosen, ItemSums},
};

/// Marks of attempts that count, by the version that was sat; the plan is bound as `$1`.
const MARKS: &str = "mark m JOIN attempt t ON t.id = m.attempt_id WHERE t.plan = $1 AND t.continued_by IS NULL AND m.version <> ''";

impl Store {
    /// Adds up how each item of a plan went, over the papers that are wholly marked. What a void item counts for instead of its marks is
    /// left aside: the sums are of what was given.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn item_sums(&self, plan: &PlanRef) -> Result<HashMap<ItemVersion, ItemSums>, Fault> {
        let sum = |what: &str, name: &str| format!("CAST(SUM({what}) AS BIGINT) AS {name}");
        let rest = "(p.total - m.points)";
        let sql = format!(
            "WITH p AS (SELECT m.attempt_id, SUM(m.points) AS total FROM {MARKS} GROUP BY m.attempt_id HAVING COUNT(*) = COUNT(m.points)) \
             SELECT m.version, COUNT(*) AS papers, {}, {}, {}, {}, {}, {} FROM p JOIN mark m ON m.attempt_id = p.attempt_id \
             WHERE m.version <> '' GROUP BY m.version",
            sum("m.points", "points"),
            sum("m.worth", "worth"),
            sum("m.points * m.points", "squares"),
            sum(rest, "rest"),
            sum(&format!("{rest} * {rest}"), "rest_squares"),
            sum(&format!("m.points * {rest}"), "products"),
        );
        let rows = self.core.read.all(sql, args![plan]).await?;
        let read = |r: &Row| {
            let sums = ItemSums {
                papers: r.int("papers")?,
                points: r.int("points")?,
                worth: r.int("worth")?,
                squares: r.int("squares")?,
                rest: r.int("rest")?,
                rest_squares: r.int("rest_squares")?,
                products: r.int("products")?,
            };
            Ok((ItemVersion(r.text("version")?), sums))
        };
        rows.iter().map(read).collect()
    }

    /// Counts what papers earned for one item: `(points, worth, papers)`, both in hundredths.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn points_given(&self, plan: &PlanRef, version: &ItemVersion) -> Result<Vec<(i64, i64, i64)>, Fault> {
        let sql = format!(
            "SELECT m.points, m.worth, COUNT(*) AS papers FROM {MARKS} AND m.version = $2 AND m.points IS NOT NULL GROUP BY m.points, m.worth"
        );
        let rows = self.core.read.all(sql, args![plan, &version.0]).await?;
        rows.iter().map(|r| Ok((r.int("points")?, r.int("worth")?, r.int("papers")?))).collect()
    }

    /// Counts which answers were given to one item, each in the arrangement in which it was shown. For items with options: of typed answers
    /// there are as many as papers.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read, or a paper in it.
    #[boxed]
    pub async fn answers_given(&self, plan: &PlanRef, version: &ItemVersion) -> Result<Vec<Chosen>, Fault> {
        let line = dialect::line_after(self.core.read.is_postgres(), "t.paper", "$3");
        // a separate grouping: PostgreSQL does not know that two expressions with a parameter are one
        let sql = format!(
            "SELECT g.value, g.line, COUNT(*) AS papers FROM (SELECT x.value, {line} AS line FROM mark m JOIN attempt t ON t.id = m.attempt_id \
             LEFT JOIN answer x ON x.attempt_id = t.id AND x.item = m.item \
             WHERE t.plan = $1 AND t.continued_by IS NULL AND m.version = $2) g GROUP BY g.value, g.line"
        );
        let rows = self.core.read.all(sql, args![plan, &version.0, format!(" {} ", version.0)]).await?;
        let read = |r: &Row| {
            // hundredths of points, then the arrangement, which may be empty
            let line = r.text("line")?;
            let arrangement = line.split('\n').next().and_then(|l| l.split_once(' ')).map(|(_, a)| a).and_then(Arrangement::from_text);
            Ok(Chosen {
                answer: r.opt_text("value")?.as_deref().and_then(Answer::from_text),
                arrangement: arrangement.ok_or_else(|| Fault::corrupt("attempt", &line))?,
                papers: r.int("papers")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
