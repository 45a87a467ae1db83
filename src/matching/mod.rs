//! Matching: which offers fit which requests, how well, why, and what stands in the way.
//!
//! `SCORING.md` beside this file is the normative description. In reading order:
//!
//! * [`answer`]: what can be set, and what matching answers; [`constants`], [`messages`]. The page uses these three.
//! * `facts` (the vocabulary as flat tables), `rows` (entries as small numbers), `uses` (places taken).
//! * `analysis` (texts to terms), `vectors` (terms to weights and postings).
//! * [`criteria`]: the ten criteria, one module each; `gates`; `score`.
//! * [`Index`]: all of it for a catalog, kept up to date edit by edit.
//! * `wanted`, `rank`: one request against many offers, pair by pair.
//! * `best`: the same first few, while looking at few; with `kinds` and `brief` (offers, laid out to be looked at),
//!   `shelf` (their documents in blocks, and postings), `echoes` and `sums` (bounds of texts), `nearness` (subjects),
//!   `ceiling` (what an offer can add at all), `hope` (estimates of scores), `probe` (exact texts), `contest` (who may
//!   still be among the best).
//! * `explain`, `near`, `robust`, `screening`, `provider`, `speaking`: asked for one pair or one entry at a time.
//! * `outlook`: what planners ask of a request beyond its ranking.
//!
//! Nothing here writes prose: reasons are message keys with arguments ([`crate::primitive::Said`]). Nothing here
//! knows what day it is: lapsing is judged on [`answer::Settings::as_of`].

pub mod answer;
pub mod constants;
pub mod messages;
mod settings;

#[cfg(feature = "engine")]
mod ahead;
#[cfg(feature = "engine")]
mod analysis;
#[cfg(feature = "engine")]
mod best;
#[cfg(feature = "engine")]
mod brief;
#[cfg(feature = "engine")]
mod ceiling;
#[cfg(feature = "engine")]
mod contest;
#[cfg(feature = "engine")]
pub mod criteria;
#[cfg(feature = "engine")]
mod echoes;
#[cfg(feature = "engine")]
mod explain;
#[cfg(feature = "engine")]
mod facts;
#[cfg(feature = "engine")]
mod gates;
#[cfg(feature = "engine")]
mod hope;
#[cfg(feature = "engine")]
mod index;
#[cfg(feature = "engine")]
mod kinds;
#[cfg(feature = "engine")]
mod near;
#[cfg(feature = "engine")]
mod nearness;
#[cfg(feature = "engine")]
mod outlook;
#[cfg(feature = "engine")]
mod postings;
#[cfg(feature = "engine")]
mod probe;
#[cfg(feature = "engine")]
mod provider;
#[cfg(feature = "engine")]
mod rank;
#[cfg(feature = "engine")]
mod robust;
#[cfg(feature = "engine")]
mod rows;
#[cfg(feature = "engine")]
mod score;
#[cfg(feature = "engine")]
mod screening;
#[cfg(feature = "engine")]
mod search;
#[cfg(feature = "engine")]
mod shelf;
#[cfg(feature = "engine")]
mod side;
#[cfg(feature = "engine")]
mod speaking;
#[cfg(feature = "engine")]
mod sums;
#[cfg(feature = "engine")]
mod uses;
#[cfg(feature = "engine")]
mod vectors;
#[cfg(feature = "engine")]
mod wanted;

#[cfg(feature = "engine")]
pub use best::Ranker;
#[cfg(feature = "engine")]
pub use index::{Index, Named, Updated};
#[cfg(feature = "engine")]
pub use outlook::Outlook;
#[cfg(feature = "engine")]
pub use screening::{screen_offer, screen_request};
