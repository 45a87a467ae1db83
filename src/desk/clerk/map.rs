//! The map: countries and what goes between them.

use std::collections::{BTreeMap, BTreeSet};

use super::best::{Best, unmet_of};
use super::facts::{EntryFacts, FIELDS, OPEN};
use super::lists::Sieve;
use super::{Book, Desk};
use crate::catalog::{Party, PortfolioItem, RecordKind};
use crate::desk::{CountryCount, Fault, Flow, MapLayer, MapOf, MapView, Shelf};
use crate::primitive::{Arrange, Date, Id, World};
use crate::vocabulary::{Code, PortfolioStatus, Role};

/// Code of the place of institutions that state no country.
const NOT_STATED: &str = "";

impl<S: Shelf, W: World> Desk<S, W> {
    /// Countries of the catalog and what goes between them.
    pub(super) fn map_of(&mut self, question: &MapOf) -> Result<MapView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let best = match question.layers.contains(&MapLayer::Matches) {
            true => book.best_of_all(&question.settings),
            false => Vec::new(),
        };
        Ok(book.map(question, as_of, &best))
    }
}

/// From where to where.
type Pair = (String, String);

impl Book {
    fn map(&self, question: &MapOf, as_of: Date, best: &[Best]) -> MapView {
        let sieve = Sieve::new(self, &question.filter, as_of);
        let shows = |layer| question.layers.contains(&layer);
        let mut counts = self.places_of_institutions();
        let unmet = unmet_of(best);
        for (kind, layer) in
            [(RecordKind::Offer, MapLayer::Offers), (RecordKind::Request, MapLayer::Requests)]
        {
            if !shows(layer) {
                continue;
            }
            for (id, entry) in self.facts.rows(kind) {
                if sieve.standing(kind, id, entry) != OPEN || !sieve.passes(kind, id, entry) {
                    continue;
                }
                let count = counts.entry(self.place(entry)).or_default();
                match kind {
                    RecordKind::Offer => count.offers += 1,
                    _ => {
                        count.requests += 1;
                        count.unmet += u32::from(unmet.contains(&id));
                    }
                }
            }
        }
        let named = |(country, count)| CountryCount { country, ..count };
        MapView {
            countries: counts.into_iter().map(named).collect(),
            matches: self.match_flows(&sieve, best),
            portfolio: if shows(MapLayer::Portfolio) { self.item_flows(&sieve) } else { Vec::new() },
        }
    }

    /// Every place that has an institution, with how many.
    fn places_of_institutions(&self) -> BTreeMap<String, CountryCount> {
        let mut counts: BTreeMap<String, CountryCount> = BTreeMap::new();
        for (_, institution) in self.facts.rows(RecordKind::Institution) {
            counts.entry(self.place(institution)).or_default().institutions += 1;
        }
        counts
    }

    /// The country of a row's institution.
    fn place(&self, entry: &EntryFacts) -> String {
        let field = FIELDS.iter().position(|field| *field == "countries").unwrap_or_default();
        let number = entry.values(field).first();
        number.map_or_else(
            || NOT_STATED.to_owned(),
            |number| self.facts.names(field).ids()[*number as usize].clone(),
        )
    }

    /// The best match of every open request, where the filter lets one of its sides through.
    fn match_flows(&self, sieve: &Sieve<'_>, best: &[Best]) -> Vec<Flow> {
        let mut flows: BTreeMap<Pair, Flow> = BTreeMap::new();
        for (request, found) in best {
            let Some(found) = found else { continue };
            let asking = self.facts.row(RecordKind::Request, *request);
            let giving = self.facts.row(RecordKind::Offer, found.offer);
            let (Some(asking), Some(giving)) = (asking, giving) else { continue };
            let is_wanted = sieve.passes(RecordKind::Request, *request, asking)
                || sieve.passes(RecordKind::Offer, found.offer, giving);
            if is_wanted {
                let flow = between(&mut flows, self.place(giving), self.place(asking));
                flow.count += 1;
                flow.best = flow.best.max(Some(found.band));
            }
        }
        flows.into_values().collect()
    }

    /// Exchanges of the portfolio, once for every pair of a providing and a receiving country.
    fn item_flows(&self, sieve: &Sieve<'_>) -> Vec<Flow> {
        let mut flows: BTreeMap<Pair, Flow> = BTreeMap::new();
        for item in self.catalog.portfolio.values() {
            let id = item.head.id;
            let Some(row) = self.facts.row(RecordKind::Portfolio, id) else { continue };
            if item.status == PortfolioStatus::Dropped || !sieve.passes(RecordKind::Portfolio, id, row) {
                continue;
            }
            let offers = item.offers.iter().filter_map(|id| self.catalog.offers.get(id));
            let from = self.places_in(item, Role::Provider, offers.map(|offer| offer.institution).collect());
            let request = item.request.and_then(|id| self.catalog.requests.get(&id));
            let to = request.map(|request| request.institution).into_iter().collect();
            for place in self.places_in(item, Role::Recipient, to) {
                for giving in &from {
                    let flow = between(&mut flows, giving.clone(), place.clone());
                    flow.count += 1;
                    match flow.stages.iter_mut().find(|(status, _)| *status == item.status) {
                        Some((_, count)) => *count += 1,
                        None => flow.stages.push((item.status, 1)),
                    }
                }
            }
        }
        flows.values_mut().for_each(|flow| flow.stages.arrange_by_key(|(status, _)| *status as u8));
        flows.into_values().collect()
    }

    /// Countries of the parties in a role, and of those whose entries are used.
    fn places_in(&self, item: &PortfolioItem, role: Role, of_entries: Vec<Id>) -> BTreeSet<String> {
        let in_role = |party: &&Party| party.roles.contains(&Code::Known(role));
        let parties = item.parties.iter().filter(in_role).map(|party| party.institution);
        let rows = parties
            .chain(of_entries)
            .filter_map(|id| self.facts.row(RecordKind::Institution, self.facts.resolve(id)));
        rows.map(|row| self.place(row)).collect()
    }
}

fn between(flows: &mut BTreeMap<Pair, Flow>, from: String, to: String) -> &mut Flow {
    flows.entry((from.clone(), to.clone())).or_insert_with(|| Flow {
        from,
        to,
        count: 0,
        best: None,
        stages: Vec::new(),
    })
}
