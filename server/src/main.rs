//! The binary `zhixing`; everything is in the library, so that tests use the same.

fn main() -> std::process::ExitCode {
    zhixing::cli::run()
}
