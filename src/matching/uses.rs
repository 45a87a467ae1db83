//! Places taken and providers found: derived from the portfolio, never stored.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::primitive::Id;
use crate::vocabulary::{Role, known};

/// What the binding portfolio items use up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uses {
    taken: BTreeMap<Id, u32>,
    providers: BTreeMap<Id, u32>,
}

impl Uses {
    /// Counts the binding items of a catalog.
    pub fn of(catalog: &Catalog) -> Self {
        let mut uses = Self::default();
        let mut providers: BTreeMap<Id, (BTreeSet<Id>, u32)> = BTreeMap::new();
        for item in catalog.portfolio.values().filter(|item| item.status.is_binding()) {
            let offers: BTreeSet<Id> = item.offers.iter().map(|offer| catalog.resolve(*offer)).collect();
            for offer in &offers {
                *uses.taken.entry(*offer).or_default() += 1;
            }
            let Some(request) = item.request else { continue };
            let of_offers =
                offers.iter().filter_map(|id| catalog.offers.get(id)).map(|offer| offer.institution);
            let is_provider =
                |party: &&crate::catalog::Party| known(&party.roles).any(|role| role == Role::Provider);
            let parties = item.parties.iter().filter(is_provider).map(|party| party.institution);
            let found: BTreeSet<Id> = of_offers.chain(parties).map(|id| catalog.resolve(id)).collect();
            let (known, nameless) = providers.entry(catalog.resolve(request)).or_default();
            *nameless += u32::from(found.is_empty());
            known.extend(found);
        }
        uses.providers = providers
            .into_iter()
            .map(|(id, (known, nameless))| (id, known.len() as u32 + nameless))
            .collect();
        uses
    }

    /// The offers and the requests of which not the same is taken and provided as here.
    pub fn differing(&self, other: &Self) -> (Vec<Id>, Vec<Id>) {
        let differing = |one: &BTreeMap<Id, u32>, two: &BTreeMap<Id, u32>| {
            one.keys().chain(two.keys()).filter(|id| one.get(id) != two.get(id)).copied().collect()
        };
        (differing(&self.taken, &other.taken), differing(&self.providers, &other.providers))
    }

    /// Binding items that name the offer.
    pub fn taken(&self, offer: Id) -> u32 {
        self.taken.get(&offer).copied().unwrap_or(0)
    }

    /// Providers the request has.
    pub fn providers(&self, request: Id) -> u32 {
        self.providers.get(&request).copied().unwrap_or(0)
    }
}
