//! The integration tests, in one binary: one module a subject.

#[path = "suite/forgotten.rs"]
mod forgotten;
#[path = "suite/vocabulary.rs"]
mod vocabulary;
