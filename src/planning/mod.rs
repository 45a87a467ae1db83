//! Plans over a whole catalog.
//!
//! Reading order: [`solve`] holds the exact solvers on plain numbers, which know nothing of catalogs and can be
//! checked against public instances.

#[cfg(feature = "engine")]
pub mod solve;
