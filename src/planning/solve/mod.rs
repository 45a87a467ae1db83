//! Exact solvers on plain numbers: nothing here knows a catalog, a clock or a thread.
//!
//! Every solver takes its instance as indices and integer weights, so that an optimum is exact and equal on every
//! machine, and a [`Budget`], through which it reports progress and can be stopped. What comes back is
//! always feasible; [`Proof`] says whether it is proven best.
//!
//! * [`most_served`], [`most_benefit`]: allocation on a sparse bipartite [`Graph`] with capacities on both sides.
//! * [`stable`], [`blocking_pairs`]: pairwise stable many-to-many matching.
//! * [`missions`]: the fewest institutions that cover all subjects, then the best cover among those.
//! * [`exchanges`]: disjoint cycles of two and three with the highest total.
//!
//! ```
//! use matriz::planning::solve::{Budget, Edge, Graph, most_benefit};
//! // Two requests want the one place that offer 0 has; request 0 can also go to offer 1.
//! let edges = [(0, 0, 90), (1, 0, 80), (0, 1, 30)].map(|(request, offer, weight)| Edge { request, offer, weight });
//! let graph = Graph::new(vec![1, 1], vec![1, 1], edges.to_vec())?;
//! let plan = most_benefit(&graph, &mut Budget::unlimited());
//! assert_eq!((plan.total, plan.served), (110, 2));
//! # Ok::<(), matriz::planning::solve::BadGraph>(())
//! ```

mod allocation;
mod budget;
mod exchange_bound;
mod exchange_search;
mod exchanges;
mod graph;
mod missions;
mod stable;

pub use allocation::{Allocation, most_benefit, most_served};
pub use budget::{Budget, Progress, Proof, Stopped};
pub use exchanges::{Cycle, Exchanges, Gift, exchanges};
pub use graph::{BadGraph, Edge, Graph};
pub use missions::{Coverer, MOST_SUBJECTS, Mission, NoMission, missions};
pub use stable::{Stable, blocking_pairs, stable};
