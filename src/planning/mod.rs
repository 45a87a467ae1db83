//! Plans over a whole catalog.
//!
//! Reading order:
//!
//! * [`answer`]: what planning answers; [`messages`]: the keys it speaks in. The page knows no more than these.
//! * [`solve`]: the exact solvers on plain numbers. They know nothing of catalogs and can be checked against public
//!   instances.
//! * [`Candidates`]: what planning needs of matching; [`Matched`] is the bridge.
//! * [`Planner`]: a catalog as the solvers see it. Its parts, one file each: `allocate` (three allocations side by
//!   side), `missions`, `exchanges`, `triangular` with the multilateral `directory`, `gaps`.
//!
//! Every planner takes a [`solve::Budget`]: it reports progress, can be stopped, and says so in its answer.

pub mod answer;
pub mod messages;

#[cfg(feature = "engine")]
mod allocate;
#[cfg(feature = "engine")]
mod candidates;
#[cfg(feature = "engine")]
mod directory;
#[cfg(feature = "engine")]
mod exchanges;
#[cfg(feature = "engine")]
mod gaps;
#[cfg(feature = "engine")]
mod missions;
#[cfg(feature = "engine")]
mod planner;
#[cfg(feature = "engine")]
pub mod solve;
#[cfg(feature = "engine")]
mod triangular;

#[cfg(feature = "engine")]
pub use candidates::{Candidates, Cover, Gates, Matched};
#[cfg(feature = "engine")]
pub use directory::{Directory, Organisation, Support};
#[cfg(feature = "engine")]
pub use planner::{LEAST_MATCHES, MOST_MATCHES, Planner, UNSTATED_ROOM};
