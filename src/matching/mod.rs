//! Matching: which offers fit which requests, how well, why, and what stands in the way.
//!
//! `SCORING.md` beside this file is the normative description. [`answer`] and [`constants`] are plain values that
//! the page uses too; everything else computes on a catalog and is built only with the engine. Nothing here
//! writes prose: reasons are message keys with arguments ([`crate::primitive::Said`]).

pub mod answer;
pub mod constants;
pub mod messages;
