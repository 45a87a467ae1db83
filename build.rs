//! Names the build, so that a page and a worker of different builds recognise each other.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    println!("cargo::rerun-if-env-changed=MATRIZ_BUILD");
    println!("cargo::rerun-if-changed=src");
    // `./dev build` hands one name to both binaries; a bare cargo build names itself.
    let name =
        std::env::var("MATRIZ_BUILD").unwrap_or_else(|_| commit().unwrap_or_else(|| "unnamed".to_owned()));
    println!("cargo::rustc-env=MATRIZ_BUILD={name}");
}

fn commit() -> Option<String> {
    let output = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    output.status.success().then(|| format!("{}-{now}", commit.trim()))
}
