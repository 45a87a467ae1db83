//! Plans over a whole catalog.
//!
//! Reading order: [`answer`], what planning answers (the page knows no more than this); [`solve`], the exact solvers
//! on plain numbers, which know nothing of catalogs and can be checked against public instances.

pub mod answer;

#[cfg(feature = "engine")]
pub mod solve;
