//! Triangular cooperation: who could finance or facilitate a match that two parties cannot carry alone.

use std::collections::BTreeSet;

use super::answer::{Proof, Suggestion, ThirdParties, ThirdParty, Triangular, TriangularPlan};
use super::candidates::Candidates;
use super::directory::{Directory, Support};
use super::planner::Planner;
use super::solve::Budget;
use crate::catalog::{Catalog, Institution, Offer, Request};
use crate::matching::answer::Gate;
use crate::primitive::{Arg, Arrange, Id, Said};
use crate::vocabulary::{Code, Coded, CostItem, Kind, Role, Sector, Status, Vocabulary, known};

/// Suggestions a match gets from the catalog, and as many from the directory: what a person looks through.
const MOST_SUGGESTIONS: usize = 5;

/// Kinds of institutions whose business it is to finance or facilitate.
const THIRD_KINDS: [Kind; 2] = [Kind::Multilateral, Kind::BilateralAgency];

/// What an institution says it covers, and where it says so.
struct Backer<'c> {
    institution: &'c Institution,
    entry: Option<Id>,
    covers: BTreeSet<CostItem>,
}

impl<C: Candidates> Planner<'_, C> {
    /// For each request with a provider still to find, its best match where cost items are uncovered, or the best pair
    /// that only a full provider keeps from matching where nothing else matches; with third parties for either.
    pub fn triangular(&self, vocabulary: &Vocabulary, budget: &mut Budget<'_>) -> TriangularPlan {
        let backers = backers(self.catalog);
        let mut found = Vec::new();
        let asking: Vec<&Request> = self.asking().collect();
        // In order of id, as the catalog keeps them.
        let full = self.catalog.offers.values().filter(|offer| self.room(offer) == 0);
        let full: Vec<Id> = full.map(|offer| offer.head.id).collect();
        for (at, request) in asking.iter().enumerate() {
            budget.at(at as f64 / asking.len() as f64);
            if let Err(stopped) = budget.spend(1 + self.catalog.offers.len() as u64) {
                return TriangularPlan { matches: found, proof: Proof::NotProven(stopped) };
            }
            if let Some((offer, score, at_capacity)) = self.best_pair(request.head.id, &full)
                && let Some(offer) = self.catalog.offers.get(&offer)
            {
                let uncovered = uncovered(request, offer);
                if at_capacity || !uncovered.is_empty() {
                    found.push(Triangular {
                        request: request.head.id,
                        offer: offer.head.id,
                        score,
                        suggestions: self.suggestions(vocabulary, request, offer, &uncovered, &backers),
                        uncovered,
                        at_capacity,
                    });
                }
            }
        }
        TriangularPlan { matches: found, proof: Proof::Best }
    }

    /// Who could help this pair, whether it matches or something keeps it from matching; none where either entry is
    /// not there.
    pub fn third_parties(&self, vocabulary: &Vocabulary, request: Id, offer: Id) -> Option<ThirdParties> {
        let request = self.catalog.requests.get(&request)?;
        let offer = self.catalog.offers.get(&offer)?;
        let uncovered = uncovered(request, offer);
        let taken = self.candidates.taken(offer.head.id);
        Some(ThirdParties {
            suggestions: self.suggestions(vocabulary, request, offer, &uncovered, &backers(self.catalog)),
            uncovered,
            at_capacity: offer.capacity.is_some_and(|capacity| taken >= capacity.get()),
        })
    }

    /// The best match of a request; where it has none, the offer that covers its subjects best of those that fail
    /// the capacity gate alone; `full` are the offers without a place left.
    fn best_pair(&self, request: Id, full: &[Id]) -> Option<(Id, f64, bool)> {
        if let Some(best) = self.best_match(request) {
            return Some((best.offer, best.score, false));
        }
        let is_full = |failed: &super::Gates| failed.0 == 1 << Gate::Capacity.index();
        let failures = self.candidates.failures_of(request, full);
        let offers: Vec<Id> = full
            .iter()
            .zip(&failures)
            .filter(|(_, failed)| is_full(failed))
            .map(|(offer, _)| *offer)
            .collect();
        let covers = self.candidates.covers(request, &offers);
        let mean = |covers: &[super::Cover]| {
            covers.iter().map(|cover| cover.score).sum::<f64>() / covers.len().max(1) as f64
        };
        let scored = offers.into_iter().zip(covers.iter().map(|covers| mean(covers)));
        let best = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        Some((best.0, best.1, true))
    }

    fn suggestions(
        &self,
        vocabulary: &Vocabulary,
        request: &Request,
        offer: &Offer,
        uncovered: &[CostItem],
        backers: &[Backer<'_>],
    ) -> Vec<Suggestion> {
        let parties = [self.catalog.resolve(request.institution), self.catalog.resolve(offer.institution)];
        // Ranked by numbers first: of thousands only a few are put into words.
        let mut ranked: Vec<_> = backers
            .iter()
            .filter(|backer| !parties.contains(&backer.institution.head.id))
            .filter_map(|backer| Some((rank(backer, uncovered)?, backer)))
            .collect();
        let key = |(rank, backer): &((usize, Class), &Backer<'_>)| (*rank, backer.institution.head.id);
        if ranked.len() > MOST_SUGGESTIONS {
            ranked.select_nth_unstable_by_key(MOST_SUGGESTIONS, key);
            ranked.truncate(MOST_SUGGESTIONS);
        }
        ranked.arrange_by_key(key);
        let words = ranked.into_iter().map(|((_, class), backer)| suggestion(backer, class, uncovered));
        let mut suggestions: Vec<Suggestion> = words.collect();
        suggestions.extend(self.organisations_for(vocabulary, request));
        suggestions
    }

    /// Organisations that supported the requesting country in the request's sectors, each once.
    fn organisations_for(&self, vocabulary: &Vocabulary, request: &Request) -> Vec<Suggestion> {
        let institution = self.catalog.institution_of(request.institution);
        let country = institution.and_then(|institution| institution.country.as_deref());
        let Some(country) = country else { return Vec::new() };
        let region = vocabulary.country(country).map_or("", |country| country.region.as_str());
        let sectors = sectors(vocabulary, request);
        let mut seen = BTreeSet::new();
        Directory::carried()
            .support(country, region, &sectors)
            .into_iter()
            .filter(|support| seen.insert(support.organisation.id.as_str()))
            .take(MOST_SUGGESTIONS)
            .map(|support| of_directory(&support, country))
            .collect()
    }
}

/// Cost items that one side asks the other to cover and the other does not.
fn uncovered(request: &Request, offer: &Offer) -> Vec<CostItem> {
    let is_open = |asks: &[Code<CostItem>], covers: &[Code<CostItem>], item: CostItem| {
        known(asks).any(|asked| asked == item) && known(covers).all(|covered| covered != item)
    };
    let open = |item: &CostItem| {
        is_open(&request.asks_cover, &offer.covers, *item)
            || is_open(&offer.asks_cover, &request.covers, *item)
    };
    CostItem::ALL.iter().copied().filter(open).collect()
}

/// Institutions that cover cost items in an open offer, and those whose kind suggests that they might.
fn backers(catalog: &Catalog) -> Vec<Backer<'_>> {
    let mut backers = Vec::new();
    for offer in catalog.offers.values().filter(|offer| offer.status == Status::Open) {
        let covers: BTreeSet<CostItem> = known(&offer.covers).collect();
        if let Some(institution) = catalog.institution_of(offer.institution)
            && !covers.is_empty()
        {
            backers.push(Backer { institution, entry: Some(offer.head.id), covers });
        }
    }
    let third = |institution: &&Institution| {
        let kind = institution.kind.as_ref().and_then(Code::known);
        kind.is_some_and(|kind| THIRD_KINDS.contains(&kind))
            && catalog.resolve(institution.head.id) == institution.head.id
    };
    let by_kind = catalog.institutions.values().filter(third);
    backers.extend(by_kind.map(|institution| Backer { institution, entry: None, covers: BTreeSet::new() }));
    keep_best(backers)
}

/// One backer an institution: all it covers together, said in the entry that covers most.
fn keep_best(mut backers: Vec<Backer<'_>>) -> Vec<Backer<'_>> {
    backers.arrange_by_key(|backer| (backer.institution.head.id, std::cmp::Reverse(backer.covers.len())));
    backers.dedup_by(|next, kept| {
        let same = next.institution.head.id == kept.institution.head.id;
        if same {
            kept.covers.append(&mut next.covers);
        }
        same
    });
    backers
}

/// Why an institution is suggested, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// It covers open cost items.
    Covers,
    /// It offers financing.
    Finances,
    /// It is of a kind whose business it is.
    ByKind,
}

/// How helpful a backer is, the lowest first: most open items covered, then why; none where nothing suggests it.
fn rank(backer: &Backer<'_>, uncovered: &[CostItem]) -> Option<(usize, Class)> {
    let covers = uncovered.iter().filter(|item| backer.covers.contains(item)).count();
    let class = if covers > 0 {
        Class::Covers
    } else if backer.covers.contains(&CostItem::Financing) {
        Class::Finances
    } else {
        third_kind(backer).map(|_| Class::ByKind)?
    };
    Some((uncovered.len() - covers, class))
}

fn third_kind(backer: &Backer<'_>) -> Option<Kind> {
    let kind = backer.institution.kind.as_ref().and_then(Code::known);
    kind.filter(|kind| THIRD_KINDS.contains(kind))
}

fn suggestion(backer: &Backer<'_>, class: Class, uncovered: &[CostItem]) -> Suggestion {
    let covers: Vec<CostItem> =
        uncovered.iter().copied().filter(|item| backer.covers.contains(item)).collect();
    let label = |list: &str, id: &str| Arg::Label(list.to_owned(), id.to_owned());
    let (role, reason) = match class {
        Class::Covers => {
            let items = covers.iter().map(|item| label(CostItem::LIST, item.id())).collect();
            (Role::Financing, Said::new("plan.third.covers").with("items", Arg::List(items)))
        }
        Class::Finances => (Role::Financing, Said::new("plan.third.finances")),
        Class::ByKind => {
            let kind = third_kind(backer).map_or("", Coded::id);
            (Role::Facilitating, Said::new("plan.third.kind").with("kind", label(Kind::LIST, kind)))
        }
    };
    let party = ThirdParty::Institution { id: backer.institution.head.id, entry: backer.entry };
    Suggestion { party, role, covers, reason }
}

fn of_directory(support: &Support<'_>, country: &str) -> Suggestion {
    let sector = Arg::Label(Sector::LIST.into(), support.sector.id().into());
    let reason = if support.is_regional {
        Said::new("plan.third.directory-region").with("sector", sector)
    } else {
        Said::new("plan.third.directory")
            .with("sector", sector)
            .with("country", Arg::Country(country.to_owned()))
    };
    let organisation = support.organisation;
    Suggestion {
        party: ThirdParty::Organisation {
            id: organisation.id.clone(),
            name: organisation.name.clone(),
            abbreviation: organisation.abbreviation.clone(),
            group: organisation.group.clone(),
            website: organisation.website.clone(),
            programme: support.programme.map(str::to_owned),
        },
        role: Role::Facilitating,
        covers: Vec::new(),
        reason,
    }
}

/// Sectors of a request: those it states and those of its topics and sub-topics, in the order of the list.
fn sectors(vocabulary: &Vocabulary, request: &Request) -> Vec<Sector> {
    let of_subject = |subject: &crate::catalog::Subject| {
        let subtopic = subject.subtopic.as_deref().and_then(|id| vocabulary.find(id));
        let topic = subject.topic.as_ref().and_then(Code::known).map(|topic| vocabulary.of_topic(topic));
        subtopic.or(topic).map(|ix| vocabulary.concept(ix).sectors.clone()).unwrap_or_default()
    };
    let implied = request.subjects.iter().flat_map(of_subject).filter_map(|ix| vocabulary.as_sector(ix));
    let all: BTreeSet<Sector> = known(&request.sectors).chain(implied).collect();
    all.into_iter().collect()
}
