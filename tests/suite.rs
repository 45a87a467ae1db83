//! The integration tests, in one binary: one module a subject.

#[path = "suite/forgotten.rs"]
mod forgotten;
#[path = "suite/tidy.rs"]
mod tidy;
#[path = "suite/vocabulary.rs"]
mod vocabulary;
#[path = "suite/format.rs"]
mod format;
#[path = "suite/support/mod.rs"]
mod support;
