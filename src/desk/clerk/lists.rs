//! Lists: which entries pass a filter, in which order, and how the facets count.

use super::cards::{View, open_by_institution};
use super::facts::{EntryFacts, FIELDS, FRESHNESS_FIELD, Facts, STANDING, STANDINGS};
use super::freshness::{FRESHNESS, freshness};
use super::search::{Search, names_concept};
use super::{Book, Desk};
use crate::catalog::RecordKind;
use crate::desk::{Facet, FacetValue, Fault, Filter, ListEntries, ListView, Shelf, Sort};
use crate::primitive::{Arrange, Date, Id, Language, World};

/// Most rows of one page: what a phone shows in some seconds of scrolling.
const MOST_ROWS: u32 = 500;
/// Most values a facet lists; the institutions of a large catalog are found by typing.
const MOST_VALUES: usize = 200;

impl<S: Shelf, W: World> Desk<S, W> {
    /// A page of a list.
    pub(super) fn list_entries(&mut self, question: &ListEntries) -> Result<ListView, Fault> {
        let as_of = self.today;
        // Words that name a concept find entries by what they are about, which the index knows.
        let book = match &mut self.book {
            Some(book) if names_concept(&question.filter.text) => {
                book.build_index();
                book
            }
            Some(book) => book,
            None => return Err(Fault::NoCatalog),
        };
        Ok(book.list(question, as_of))
    }
}

/// A row that passes: how well it answers the words (0 best), and its facts.
type Hit<'a> = (u8, Id, &'a EntryFacts);

impl Book {
    fn list(&self, question: &ListEntries, as_of: Date) -> ListView {
        let sieve = Sieve::new(self, &question.filter, as_of);
        let mut counts = FacetCounts::new(&self.facts);
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for (id, entry) in self.facts.rows(question.kind) {
            let Some(rank) = sieve.answers(id, entry) else { continue };
            let derived = sieve.derived(question.kind, id, entry);
            let failing = sieve.failing(entry, derived);
            counts.count(entry, derived, failing);
            if failing == Failing::None {
                hits.push((rank, id, entry));
            }
        }
        let total = hits.len();
        let page = page(&self.facts, hits, question);
        let open = open_by_institution(&self.facts, as_of);
        let view =
            View { catalog: &self.catalog, facts: &self.facts, lang: question.lang, as_of, open: &open };
        let is_institutions = question.kind == RecordKind::Institution;
        let cards = |id: &Id| view.card(question.kind, *id);
        ListView {
            total: shown_count(total),
            of: shown_count(self.facts.len(question.kind)),
            from: question.from,
            entries: if is_institutions { Vec::new() } else { page.iter().filter_map(cards).collect() },
            institutions: if is_institutions {
                page.iter().map(|id| view.institution(*id)).collect()
            } else {
                Vec::new()
            },
            facets: counts.facets(question.kind, &question.filter),
        }
    }
}

fn shown_count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many fields keep an entry out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Failing {
    None,
    One(usize),
    More,
}

/// What is worked out of an entry on the day of the question.
#[derive(Clone, Copy)]
pub(super) struct Derived {
    standing: usize,
    freshness: Option<usize>,
}

impl Derived {
    /// Its value in a field; none where the field is not worked out but stated.
    fn value(self, field: usize) -> Option<Option<usize>> {
        match field {
            STANDING => Some(Some(self.standing)),
            FRESHNESS_FIELD => Some(self.freshness),
            _ => None,
        }
    }
}

/// The values of a field that is worked out.
fn derived_ids(field: usize) -> Option<&'static [&'static str]> {
    match field {
        STANDING => Some(&STANDINGS),
        FRESHNESS_FIELD => Some(&FRESHNESS),
        _ => None,
    }
}

/// A filter, made ready for comparing numbers.
pub(super) struct Sieve<'a> {
    facts: &'a Facts,
    as_of: Date,
    search: Search,
    /// For every field: whether it is chosen, by number of value; none where nothing is chosen.
    chosen: [Option<Vec<bool>>; FIELDS.len()],
}

impl<'a> Sieve<'a> {
    pub fn new(book: &'a Book, filter: &Filter, as_of: Date) -> Self {
        let facts = &book.facts;
        let mut chosen: [Option<Vec<bool>>; FIELDS.len()] = Default::default();
        for (field, chosen) in chosen.iter_mut().enumerate() {
            let ids = ids_of(filter, field);
            if ids.is_empty() {
                continue;
            }
            *chosen = Some(if let Some(known) = derived_ids(field) {
                known.iter().map(|id| ids.iter().any(|wanted| wanted == id)).collect()
            } else {
                let names = facts.names(field);
                let mut numbers = vec![false; names.ids().len()];
                for number in ids.iter().filter_map(|id| names.find(id)) {
                    numbers[number as usize] = true;
                }
                numbers
            });
        }
        Self { facts, as_of, search: Search::new(&filter.text, book.index()), chosen }
    }

    /// How well an entry answers the words searched for; none where it does not.
    pub fn answers(&self, id: Id, entry: &EntryFacts) -> Option<u8> {
        self.search.rank(id, entry)
    }

    pub fn standing(&self, kind: RecordKind, id: Id, entry: &EntryFacts) -> usize {
        self.facts.standing(kind, id, entry, self.as_of)
    }

    pub fn derived(&self, kind: RecordKind, id: Id, entry: &EntryFacts) -> Derived {
        let standing = self.standing(kind, id, entry);
        Derived { standing, freshness: freshness(standing, entry.window, entry.confirmed_on, self.as_of) }
    }

    /// Which fields keep an entry out.
    pub fn failing(&self, entry: &EntryFacts, derived: Derived) -> Failing {
        let mut failing = Failing::None;
        for (field, chosen) in self.chosen.iter().enumerate() {
            let Some(chosen) = chosen else { continue };
            let passes = match derived.value(field) {
                Some(value) => value.is_some_and(|value| chosen[value]),
                None => entry.values(field).iter().any(|number| chosen[*number as usize]),
            };
            if !passes {
                if failing != Failing::None {
                    return Failing::More;
                }
                failing = Failing::One(field);
            }
        }
        failing
    }

    /// Whether an entry passes all of it.
    pub fn passes(&self, kind: RecordKind, id: Id, entry: &EntryFacts) -> bool {
        self.failing(entry, self.derived(kind, id, entry)) == Failing::None
            && self.answers(id, entry).is_some()
    }
}

/// Ids chosen in a field of a filter.
fn ids_of(filter: &Filter, field: usize) -> Vec<String> {
    use crate::vocabulary::Coded;
    fn codes<T: Coded>(values: &[T]) -> Vec<String> {
        values.iter().map(|value| value.id().to_owned()).collect()
    }
    match FIELDS[field] {
        "standing" => filter.standing.clone(),
        "freshness" => filter.freshness.clone(),
        "quadrants" => codes(&filter.quadrants),
        "topics" => codes(&filter.topics),
        "sectors" => codes(&filter.sectors),
        "subtopics" => filter.subtopics.clone(),
        "modalities" => filter.modalities.clone(),
        "delivery" => filter.delivery.clone(),
        "languages" => filter.languages.clone(),
        "countries" => filter.countries.clone(),
        "kinds" => filter.kinds.clone(),
        _ => filter.institutions.iter().map(Id::to_string).collect(),
    }
}

/// Counts by field and number of value.
struct FacetCounts<'a> {
    facts: &'a Facts,
    counts: [Vec<u32>; FIELDS.len()],
}

impl<'a> FacetCounts<'a> {
    fn new(facts: &'a Facts) -> Self {
        let mut counts: [Vec<u32>; FIELDS.len()] = Default::default();
        for (field, counts) in counts.iter_mut().enumerate() {
            let values = derived_ids(field).map_or_else(|| facts.names(field).ids().len(), <[_]>::len);
            counts.resize(values, 0);
        }
        Self { facts, counts }
    }

    /// An entry that every field lets through counts everywhere; one that a single field keeps out counts there.
    fn count(&mut self, entry: &EntryFacts, derived: Derived, failing: Failing) {
        let fields = match failing {
            Failing::More => return,
            Failing::One(field) => field..field + 1,
            Failing::None => 0..FIELDS.len(),
        };
        for field in fields {
            match derived.value(field) {
                Some(value) => value.into_iter().for_each(|value| self.counts[field][value] += 1),
                None => {
                    for number in entry.values(field) {
                        self.counts[field][*number as usize] += 1;
                    }
                }
            }
        }
    }

    /// The facets: values that occur or are chosen, the most frequent first.
    fn facets(self, kind: RecordKind, filter: &Filter) -> Vec<Facet> {
        let mut facets = Vec::new();
        for (field, counts) in self.counts.iter().enumerate() {
            let has_standing = !matches!(kind, RecordKind::Institution | RecordKind::Portfolio);
            if derived_ids(field).is_some() && !has_standing {
                continue;
            }
            let chosen = ids_of(filter, field);
            let id = |number: usize| match derived_ids(field) {
                Some(ids) => ids[number],
                None => &self.facts.names(field).ids()[number],
            };
            let mut values: Vec<FacetValue> = counts
                .iter()
                .enumerate()
                .map(|(number, count)| (id(number), *count))
                .map(|(id, count)| FacetValue {
                    id: id.to_owned(),
                    count,
                    chosen: chosen.iter().any(|chosen| chosen == id),
                })
                .filter(|value| value.count > 0 || value.chosen)
                .collect();
            values.arrange_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
            values.truncate(MOST_VALUES);
            if !values.is_empty() {
                facets.push(Facet { field: FIELDS[field].to_owned(), values });
            }
        }
        facets
    }
}

/// The ids of one page, without ordering what is not shown.
fn page(facts: &Facts, mut hits: Vec<Hit<'_>>, question: &ListEntries) -> Vec<Id> {
    let from = (question.from as usize).min(hits.len());
    let to = (from + question.count.min(MOST_ROWS) as usize).min(hits.len());
    let order = order(facts, question.sort, question.lang);
    if from > 0 && from < hits.len() {
        hits.select_nth_unstable_by(from, &order);
    }
    let rest = &mut hits[from..];
    if to - from < rest.len() {
        rest.select_nth_unstable_by(to - from, &order);
    }
    let page = &mut rest[..to - from];
    page.arrange_by(&order);
    page.iter().map(|(_, id, _)| *id).collect()
}

/// The order of a list; ties by title, then id, so that it is always the same.
fn order(facts: &Facts, sort: Sort, lang: Language) -> impl Fn(&Hit<'_>, &Hit<'_>) -> std::cmp::Ordering {
    let countries = FIELDS.iter().position(|field| *field == "countries").unwrap_or_default();
    let country = move |entry: &EntryFacts| {
        let number = entry.values(countries).first();
        number.map(|number| facts.names(countries).ids()[*number as usize].as_str())
    };
    let institution = move |entry: &EntryFacts| {
        facts.row(RecordKind::Institution, entry.institution).map(|row| row.title(lang.index()))
    };
    move |a, b| {
        let first = match sort {
            Sort::Best => a.0.cmp(&b.0),
            Sort::Title => std::cmp::Ordering::Equal,
            // Without a country last.
            Sort::Country => (country(a.2).is_none(), country(a.2), institution(a.2)).cmp(&(
                country(b.2).is_none(),
                country(b.2),
                institution(b.2),
            )),
            Sort::Fresh => b.2.confirmed_on.cmp(&a.2.confirmed_on),
            Sort::Ends => {
                let end = |hit: &Hit<'_>| (hit.2.window.to().is_none(), hit.2.window.to());
                end(a).cmp(&end(b))
            }
        };
        first.then_with(|| a.2.title(lang.index()).cmp(b.2.title(lang.index()))).then(a.1.cmp(&b.1))
    }
}
