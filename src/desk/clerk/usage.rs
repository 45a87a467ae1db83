//! Capacity in use and requests served, derived from the portfolio as `SCORING.md` section 1 says.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, PortfolioItem};
use crate::primitive::Id;
use crate::vocabulary::{Code, Role};

/// What binding portfolio items use up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Usage {
    /// Exchanges by offer.
    used: BTreeMap<Id, u32>,
    /// Providers by request.
    providers: BTreeMap<Id, u32>,
    full: BTreeSet<Id>,
    served: BTreeSet<Id>,
}

impl Usage {
    pub fn of(catalog: &Catalog) -> Self {
        let mut usage = Self::default();
        let mut providers: BTreeMap<Id, (BTreeSet<Id>, u32)> = BTreeMap::new();
        for item in catalog.portfolio.values().filter(|item| item.status.is_binding()) {
            for offer in item.offers.iter().collect::<BTreeSet<_>>() {
                *usage.used.entry(*offer).or_default() += 1;
            }
            let Some(request) = item.request else { continue };
            let (known, unnamed) = providers.entry(request).or_default();
            let named = providers_of(catalog, item);
            if named.is_empty() {
                *unnamed += 1;
            }
            known.extend(named);
        }
        for (request, (known, unnamed)) in providers {
            usage.providers.insert(request, u32::try_from(known.len()).unwrap_or(u32::MAX) + unnamed);
        }
        usage.settle(catalog);
        usage
    }

    fn settle(&mut self, catalog: &Catalog) {
        for (id, used) in &self.used {
            let capacity = catalog.offers.get(id).and_then(|offer| offer.capacity);
            if capacity.is_some_and(|capacity| *used >= capacity.get()) {
                self.full.insert(*id);
            }
        }
        for (id, providers) in &self.providers {
            if catalog.requests.get(id).is_some_and(|request| *providers >= request.providers()) {
                self.served.insert(*id);
            }
        }
    }

    /// Exchanges in use of an offer.
    pub fn used(&self, offer: Id) -> u32 {
        self.used.get(&offer).copied().unwrap_or(0)
    }

    /// Providers a request has.
    pub fn providers(&self, request: Id) -> u32 {
        self.providers.get(&request).copied().unwrap_or(0)
    }

    pub fn is_full(&self, offer: Id) -> bool {
        self.full.contains(&offer)
    }

    pub fn is_served(&self, request: Id) -> bool {
        self.served.contains(&request)
    }
}

/// Institutions that provide in an item: those of its offers, and its parties in that role.
fn providers_of(catalog: &Catalog, item: &PortfolioItem) -> BTreeSet<Id> {
    let offers = item.offers.iter().filter_map(|id| catalog.offers.get(id)).map(|offer| offer.institution);
    let provides = |roles: &[Code<Role>]| roles.contains(&Code::Known(Role::Provider));
    let parties = item.parties.iter().filter(|party| provides(&party.roles)).map(|party| party.institution);
    offers.chain(parties).map(|id| catalog.resolve(id)).collect()
}
