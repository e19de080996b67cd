//! The binary `zhixing`; everything is in the library, so that tests use the same.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    zhixing::cli::run()
}
