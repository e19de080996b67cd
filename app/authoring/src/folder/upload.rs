//! What was sent of a folder: a ZIP, one file, or many files, which become a ZIP so that they go on as one.

use crate::import::upload::{UPLOAD_BYTES, Upload, broken, name_of, too_large};
use axum::extract::Multipart;
use std::collections::BTreeSet;
use zhixing_shell::{guard::Visit, problem::Problem};

/// What many files are called together.
const TOGETHER: &str = "folder.zip";

pub(super) async fn received(visit: &Visit, mut parts: Multipart) -> Result<Upload, Problem> {
    let (mut files, mut paths, mut sum) = (vec![], BTreeSet::new(), 0);
    while let Some(field) = parts.next_field().await.map_err(|e| broken(e, UPLOAD_BYTES))? {
        let path = path_of(field.file_name().unwrap_or_default());
        let bytes = field.bytes().await.map_err(|e| broken(e, UPLOAD_BYTES))?;
        sum += bytes.len();
        if sum > UPLOAD_BYTES {
            return Err(too_large(UPLOAD_BYTES));
        }
        if !path.is_empty() && !bytes.is_empty() {
            files.push((free(path, &mut paths), bytes.to_vec()));
        }
    }
    match <[_; 1]>::try_from(files) {
        Ok([(path, bytes)]) => Ok(Upload { name: name_of(&path), bytes, ..Upload::default() }),
        Err(files) if files.is_empty() => Ok(Upload::default()),
        Err(files) => {
            let bytes = visit.site.ports.pack(files).await.map_err(|_| Problem::Busy(3))?;
            Ok(Upload { name: TOGETHER.into(), bytes, ..Upload::default() })
        }
    }
}

/// The path of a file within its folder, as browsers send it; never one that leads out.
fn path_of(name: &str) -> String {
    let fits = |part: &&str| !part.is_empty() && *part != "." && *part != "..";
    let parts: Vec<&str> = name.split(['/', '\\']).filter(fits).collect();
    parts.join("/").chars().filter(|c| !c.is_control()).take(400).collect()
}

/// Two files of one name, of two folders that nobody named, both come.
fn free(path: String, taken: &mut BTreeSet<String>) -> String {
    let (stem, end) = path.rsplit_once('.').unwrap_or((&path, ""));
    let mut names = (1..).map(|n| if n == 1 { path.clone() } else { format!("{stem}-{n}.{end}") });
    names.find(|name| taken.insert(name.clone())).unwrap_or_default()
}
