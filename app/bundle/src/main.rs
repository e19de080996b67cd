//! Makes the site folder: what a browser downloads, ready to be put in the server's binary.
//!
//! Here: the order of the steps. `module` turns the compiled islands into JavaScript and WebAssembly, `shrink` runs
//! wasm-opt, `names` numbers what both call each other, `style` joins and lowers the style sheet, `script` takes the comments out, `site` names files after
//! their contents and writes them. Never here: anything a page shows.

mod fault;
mod module;
mod names;
mod script;
mod shrink;
mod site;
mod style;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use fault::{BundleFault, read};
use site::{Asset, AssetKind, SiteFolder};

/// Builds the site folder from the compiled islands, app/boot.js, the editor component and style/main.css.
#[derive(Parser)]
struct Args {
    /// The compiled islands; the release build by default, the debug build with --dev
    #[arg(long)]
    wasm: Option<PathBuf>,
    /// The folder to write
    #[arg(long, default_value = "target/site")]
    out: PathBuf,
    /// Fast and large: no wasm-opt, no Brotli
    #[arg(long)]
    dev: bool,
    /// Leave the islands as they are (or absent): for work on pages and styles
    #[arg(long)]
    styles_only: bool,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("bundle: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), BundleFault> {
    let root = project_folder()?;
    let mut site = SiteFolder::open(&root.join(&args.out), !args.dev)?;
    if args.styles_only {
        site.keep_islands();
    } else {
        for asset in islands(&root, args)? {
            site.add(asset)?;
        }
    }
    let boot = read(&root.join("app/boot.js"))?;
    site.add(Asset { kind: AssetKind::BootJs, bytes: script::without_comments(&boot).into_bytes() })?;
    let component = read(&root.join("app/authoring/editor/built/component.js"))?;
    site.add(Asset { kind: AssetKind::EditorJs, bytes: component.into_bytes() })?;
    let sheet = style::build(&root.join("style"))?;
    site.add(Asset { kind: AssetKind::StyleCss, bytes: sheet.into_bytes() })?;
    site.finish()
}

/// The two files of the islands: the glue and the module.
fn islands(root: &Path, args: &Args) -> Result<[Asset; 2], BundleFault> {
    let profile = if args.dev { "debug" } else { "wasm-release" };
    let path = match &args.wasm {
        Some(path) => path.clone(),
        None => root.join("target/wasm32-unknown-unknown").join(profile).join("zhixing_app.wasm"),
    };
    let built = module::bind(&path, args.dev)?;
    let wasm = if args.dev { built.wasm } else { shrink::shrink(root, built.wasm)? };
    let (js, wasm) = names::number(&script::without_comments(&built.js), wasm);
    Ok([Asset { kind: AssetKind::AppJs, bytes: js.into_bytes() }, Asset { kind: AssetKind::AppWasm, bytes: wasm }])
}

/// The nearest folder upwards that has the style sheet, so that the command works from any room.
fn project_folder() -> Result<PathBuf, BundleFault> {
    let here = std::env::current_dir().map_err(|source| BundleFault::Io { path: PathBuf::from("."), source })?;
    here.ancestors().find(|folder| folder.join("style/main.css").is_file()).map(Path::to_path_buf).ok_or(BundleFault::NoProject(here))
}
