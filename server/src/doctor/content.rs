//! The courseware: what is published, and whether the folder that is named could be.

use super::{Diagnosis, Part, both};
use crate::{
    Config,
    content::{self, Reading},
};
use std::path::Path;
use zhixing_courseware::{ContentProblem, Severity};
use zhixing_store::Store;

const CONTENT: Part = ["content", "课程内容", "content"];

pub(super) async fn look(config: &Config, store: Option<&Store>) -> Vec<Diagnosis> {
    let published = match store {
        Some(store) => store.newest_publication().await.unwrap_or_default(),
        None => None,
    };
    vec![match &config.content {
        Some(folder) => of_folder(folder).await,
        None => of_database(store.is_some(), published.as_deref(), config.demo),
    }]
}

async fn of_folder(folder: &Path) -> Diagnosis {
    let shown = folder.display().to_string();
    let files = match content::folder(folder) {
        Ok(files) => files,
        Err(error) => {
            return Diagnosis::broken(
                CONTENT,
                both!("{shown} 读不了：{error}" | "{shown} cannot be read: {error}"),
                both!("让运行服务器的用户能读它" | "let the user that the server runs as read it"),
            );
        }
    };
    if files.0.is_empty() {
        return Diagnosis::broken(
            CONTENT,
            both!("{shown} 里没有课程" | "{shown} holds no courseware"),
            both!(
                "放进课程，或去掉 content；写法见 content/README.md"
                    | "put courseware there, or leave `content` out; content/README.md tells how it is written"
            ),
        );
    }
    let reading: Reading = content::off_thread(files).await;
    let errors: usize = reading.problems.iter().filter(|p| p.severity() == Severity::Error).map(ContentProblem::count).sum();
    let courses = reading.library.courses.len();
    if errors > 0 {
        return Diagnosis::broken(
            CONTENT,
            both!("{shown} 有 {errors} 个错误，不会发布" | "{shown} has {errors} errors and is not published"),
            both!("zhixing content check {shown}" | "zhixing content check {shown}"),
        );
    }
    Diagnosis::fine(CONTENT, both!("{shown}：{courses} 门课程" | "{shown}: {courses} courses"))
}

fn of_database(known: bool, published: Option<&str>, demo: bool) -> Diagnosis {
    match published {
        Some(digest) => {
            let short = digest.get(..12).unwrap_or(digest);
            Diagnosis::fine(CONTENT, both!("已发布 {short}" | "{short} is published"))
        }
        None if demo || !known => {
            Diagnosis::fine(CONTENT, both!("启动时会发布自带的演示课程" | "the start publishes the demonstration that is built in"))
        }
        None => Diagnosis::doubtful(
            CONTENT,
            both!(
                "还没有发布；启动时会发布自带的演示课程"
                    | "nothing is published yet; the start publishes the demonstration that is built in"
            ),
            both!("发布您的课程：zhixing content publish 文件夹" | "publish yours: zhixing content publish FOLDER"),
        ),
    }
}
