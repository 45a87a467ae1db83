//! What several tests need: catalogs of every shape.

pub mod catalogs;
pub mod choices;
