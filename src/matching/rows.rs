//! An entry as matching sees it: small numbers and bit sets instead of lists and texts.

use std::collections::BTreeMap;

use super::constants as c;
use super::facts::{Facts, Mask, Node, Place, bit};
use crate::catalog::{Catalog, Context, Evidence, Institution, Offer, Request, Subject};
use crate::primitive::{Id, Window};
use crate::vocabulary::{Code, Coded, Delivery, Priority, Sector, Status, Vocabulary, known};

/// A set of languages, by the numbers of [`Tags`].
pub type Tongues = u128;

/// What offers and requests have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The entry.
    pub id: Id,
    /// Its institution, joins resolved.
    pub institution: Id,
    /// Number of the institution's country; 0 where not known.
    pub country: u16,
    /// Where that country lies.
    pub place: Place,
    /// Where the entry stands.
    pub status: Status,
    /// First day; `i32::MIN` where not stated.
    pub from: i32,
    /// Last day; `i32::MAX` where not stated.
    pub to: i32,
    /// Modalities; empty where not stated, as with all sets here.
    pub modalities: Mask,
    /// Ways of delivery, *mixed* added where both others are there.
    pub delivery: Mask,
    /// Types of cooperation.
    pub types: Mask,
    /// Languages, of the institution where the entry states none.
    pub languages: Tongues,
    /// Quadrants.
    pub quadrants: Mask,
    /// Further quadrants of its nodes.
    pub also_quadrants: Mask,
    /// Topics, sub-topics and sectors, sorted; for an offer those of its components too.
    pub nodes: Vec<Node>,
    /// Sectors of all nodes.
    pub sectors: Mask,
    /// Professional profiles.
    pub profiles: Mask,
    /// Cost items covered.
    pub covers: Mask,
    /// Cost items others are asked to cover.
    pub asks_cover: Mask,
    /// Scale 0–2; -1 where not stated.
    pub scale: i8,
    /// Decimal logarithm of the people served; NaN where not stated.
    pub people: f64,
    /// Settings.
    pub settings: Mask,
}

/// An offer.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferRow {
    /// What both sides have.
    pub row: Row,
    /// Shortest exchange in days; 0 where not stated.
    pub min_duration: i32,
    /// Places; `u32::MAX` where not stated.
    pub capacity: u32,
    /// Places taken by binding portfolio items.
    pub used: u32,
    /// Value of the evidence criterion.
    pub evidence: f64,
    /// Whether anything is said about evidence.
    pub evidence_stated: bool,
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestRow {
    /// What both sides have.
    pub row: Row,
    /// Providers needed.
    pub needed: u32,
    /// Providers it has by binding portfolio items.
    pub provided: u32,
    /// Value of the priority for the provider's side.
    pub priority: f64,
    /// Share of the commitments stated that are made; NaN where none is stated.
    pub secured: f64,
}

impl Row {
    /// Whether a window is stated, with one end at least.
    pub fn has_window(&self) -> bool {
        self.from != i32::MIN || self.to != i32::MAX
    }
}

/// Numbers of language tags and countries; the same for the life of an index.
#[derive(Clone, Debug)]
pub struct Tags {
    languages: BTreeMap<String, u32>,
    countries: BTreeMap<String, u16>,
}

/// Bit of Spanish.
pub const SPANISH: Tongues = 1;
/// Bit of Portuguese.
pub const PORTUGUESE: Tongues = 2;

impl Default for Tags {
    fn default() -> Self {
        let languages = BTreeMap::from([("es".to_owned(), 0), ("pt".to_owned(), 1)]);
        Self { languages, countries: BTreeMap::new() }
    }
}

impl Tags {
    /// The set of these tags. A catalog with more than 128 languages would need a bigger set: what comes
    /// after the first 128 counts as not stated.
    fn tongues(&mut self, tags: &[String]) -> Tongues {
        tags.iter().fold(0, |set, tag| set | self.tongue(tag))
    }

    fn tongue(&mut self, tag: &str) -> Tongues {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().trim().to_lowercase();
        if primary.is_empty() {
            return 0;
        }
        let next = self.languages.len() as u32;
        let number = *self.languages.entry(primary).or_insert(next);
        1_u128.checked_shl(number).unwrap_or(0)
    }

    /// The tags of a set, in alphabetical order.
    pub fn names(&self, set: Tongues) -> Vec<String> {
        self.languages
            .iter()
            .filter(|(_, number)| 1_u128.checked_shl(**number).is_some_and(|bit| set & bit != 0))
            .map(|(tag, _)| tag.clone())
            .collect()
    }

    /// The country with this number; empty for 0.
    pub fn country_code(&self, number: u16) -> &str {
        self.countries.iter().find(|(_, of)| **of == number && number != 0).map_or("", |(code, _)| code)
    }

    fn country(&mut self, code: Option<&str>) -> u16 {
        let Some(code) = code.filter(|code| !code.is_empty()) else { return 0 };
        // Fewer than 300 countries exist; should a file name 65,535 of them, the rest are not known.
        let next = u16::try_from(self.countries.len() + 1).unwrap_or(0);
        *self.countries.entry(code.to_owned()).or_insert(next)
    }
}

/// Makes rows of entries.
pub struct RowMaker<'a> {
    /// Numbers given so far.
    pub tags: &'a mut Tags,
    /// Tables of the vocabulary.
    pub facts: &'a Facts,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// The catalog the entries stand in.
    pub catalog: &'a Catalog,
}

impl RowMaker<'_> {
    /// The row of an offer with so many places taken.
    pub fn offer(&mut self, offer: &Offer, used: u32) -> OfferRow {
        let nodes = nodes(self.facts, self.vocabulary, offer.all_subjects(), &offer.sectors);
        let (evidence, evidence_stated) = evidence(&offer.evidence);
        let mut row = self.row(offer.head.id, offer.institution, offer.status, offer.window, nodes);
        row.quadrants = stated_quadrants(self.facts, self.vocabulary, offer.all_subjects());
        row.modalities = mask(&offer.modalities);
        row.delivery = delivery(&offer.delivery);
        row.types = mask(&offer.types);
        row.languages = self.languages(&offer.languages, row.institution);
        row.profiles = mask(&offer.profiles);
        row.covers = mask(&offer.covers);
        row.asks_cover = mask(&offer.asks_cover);
        set_context(&mut row, &offer.context);
        OfferRow {
            row,
            min_duration: offer
                .min_duration_days
                .map_or(0, |days| i32::try_from(days.get()).unwrap_or(i32::MAX)),
            capacity: offer.capacity.map_or(u32::MAX, std::num::NonZeroU32::get),
            used,
            evidence,
            evidence_stated,
        }
    }

    /// The row of a request with so many providers.
    pub fn request(&mut self, request: &Request, provided: u32) -> RequestRow {
        let nodes = nodes(self.facts, self.vocabulary, request.subjects.iter(), &request.sectors);
        let mut row = self.row(request.head.id, request.institution, request.status, request.window, nodes);
        row.quadrants = stated_quadrants(self.facts, self.vocabulary, request.subjects.iter());
        row.modalities = mask(&request.modalities);
        row.delivery = delivery(&request.delivery);
        row.types = mask(&request.types);
        row.languages = self.languages(&request.languages, row.institution);
        row.profiles = mask(&request.profiles);
        row.covers = mask(&request.covers);
        row.asks_cover = mask(&request.asks_cover);
        set_context(&mut row, &request.context);
        let commitment = &request.commitment;
        let stated: Vec<bool> =
            [commitment.counterpart_team, commitment.political_backing, commitment.agency_informed]
                .into_iter()
                .flatten()
                .collect();
        let made = stated.iter().filter(|made| **made).count();
        RequestRow {
            row,
            needed: request.providers(),
            provided,
            priority: priority(request.priority.as_ref()),
            secured: made as f64 / stated.len() as f64,
        }
    }

    fn row(&mut self, id: Id, institution: Id, status: Status, window: Window, nodes: Vec<Node>) -> Row {
        let institution = self.catalog.resolve(institution);
        let code = self.institution(institution).and_then(|found| found.country.as_deref());
        let place = code.map(|code| self.facts.place(code)).unwrap_or_default();
        let code = code.map(str::to_owned);
        Row {
            id,
            institution,
            country: self.tags.country(code.as_deref()),
            place,
            status,
            from: window.from().map_or(i32::MIN, |day| day.days()),
            to: window.to().map_or(i32::MAX, |day| day.days()),
            modalities: 0,
            delivery: 0,
            types: 0,
            languages: 0,
            quadrants: 0,
            also_quadrants: nodes.iter().fold(0, |set, node| set | self.facts.also_quadrants(*node)),
            sectors: nodes.iter().fold(0, |set, node| set | self.facts.sectors(*node)),
            nodes,
            profiles: 0,
            covers: 0,
            asks_cover: 0,
            scale: -1,
            people: f64::NAN,
            settings: 0,
        }
    }

    fn institution(&self, id: Id) -> Option<&Institution> {
        self.catalog.institutions.get(&id)
    }

    fn languages(&mut self, own: &[String], institution: Id) -> Tongues {
        let set = self.tags.tongues(own);
        if set != 0 {
            return set;
        }
        let of_institution =
            self.catalog.institutions.get(&institution).map(|found| found.languages.as_slice());
        self.tags.tongues(of_institution.unwrap_or_default())
    }
}

/// The values of a list that this version knows, as a set.
pub fn mask<T: Coded>(codes: &[Code<T>]) -> Mask {
    known(codes).fold(0, |set, value| set | bit(value))
}

fn delivery(codes: &[Code<Delivery>]) -> Mask {
    let set: Mask = mask(codes);
    let both = bit(Delivery::OnSite) | bit(Delivery::Remote);
    if set & both == both { set | bit(Delivery::Mixed) } else { set }
}

fn set_context(row: &mut Row, context: &Context) {
    let scale = context.scale.as_ref().and_then(Code::known);
    row.scale = scale.map_or(-1, |scale| scale.index() as i8);
    row.people =
        context.people.filter(|people| *people > 0).map_or(f64::NAN, |people| (people as f64).log10());
    row.settings = mask(&context.settings);
}

/// The node a subject states: its sub-topic where known, else its topic.
pub fn node_of(facts: &Facts, vocabulary: &Vocabulary, subject: &Subject) -> Option<Node> {
    let subtopic = subject.subtopic.as_deref().and_then(|id| vocabulary.find(id));
    let subtopic =
        subtopic.filter(|ix| vocabulary.concept(*ix).kind == crate::vocabulary::ConceptKind::Subtopic);
    let topic = || subject.topic.as_ref().and_then(Code::known).map(|topic| vocabulary.of_topic(topic));
    subtopic.or_else(topic).and_then(|ix| facts.node(ix))
}

/// The nodes of subjects and sectors, sorted, each once.
pub fn nodes<'a>(
    facts: &Facts,
    vocabulary: &Vocabulary,
    subjects: impl Iterator<Item = &'a Subject>,
    sectors: &[Code<Sector>],
) -> Vec<Node> {
    let mut nodes: Vec<Node> = subjects.filter_map(|subject| node_of(facts, vocabulary, subject)).collect();
    nodes.extend(known(sectors).map(|sector| Facts::node_of_sector(vocabulary, sector)));
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn stated_quadrants<'a>(
    facts: &Facts,
    vocabulary: &Vocabulary,
    subjects: impl Iterator<Item = &'a Subject>,
) -> Mask {
    subjects.fold(0, |set, subject| {
        let stated = subject.quadrant.as_ref().and_then(Code::known).map(bit);
        let of_node = || node_of(facts, vocabulary, subject).map(|node| facts.main_quadrant(node));
        set | stated.or_else(of_node).unwrap_or(0)
    })
}

/// Value of the evidence criterion, and whether anything is said.
fn evidence(evidence: &Evidence) -> (f64, bool) {
    let said = |stated: Option<bool>| stated.map_or(c::NEUTRAL_EVIDENCE, |yes| f64::from(u8::from(yes)));
    let links = !evidence.links.is_empty();
    let documented = if links { 1.0 } else { said(evidence.documented) };
    let mut countries = evidence.transferred_to.clone();
    countries.sort();
    countries.dedup();
    let transferred = match countries.len() {
        0 => c::NEUTRAL_EVIDENCE,
        n => (c::TRANSFER_FIRST + c::TRANSFER_MORE * (n - 1) as f64).min(1.0),
    };
    let value = c::EVIDENCE_EVALUATED * said(evidence.evaluated)
        + c::EVIDENCE_DOCUMENTED * documented
        + c::EVIDENCE_TRANSFERRED * transferred;
    let stated =
        evidence.evaluated.is_some() || evidence.documented.is_some() || links || !countries.is_empty();
    (value, stated)
}

fn priority(priority: Option<&Code<Priority>>) -> f64 {
    match priority.and_then(Code::known) {
        Some(Priority::Low) => 0.25,
        Some(Priority::Medium) => 0.5,
        Some(Priority::High) => 0.75,
        Some(Priority::Urgent) => 1.0,
        None => c::PROVIDER_NEUTRAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_their_numbers() {
        let mut tags = Tags::default();
        let [chile, argentina, none] = [Some("CHL"), Some("ARG"), None].map(|code| tags.country(code));
        assert_eq!([chile, argentina, none].map(|number| tags.country_code(number)), ["CHL", "ARG", ""]);
    }
}
