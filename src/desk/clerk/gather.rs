//! What one record says, gathered for lists and the matrix.

use super::facts::FIELDS;
use crate::catalog::{AnyRecord, Catalog, Institution, Offer, PortfolioItem, RecordKind, Request, Subject};
use crate::primitive::{Date, Id, Language, Text, Window};
use crate::vocabulary::{
    Code, Coded, ConceptIx, ConceptKind, Quadrant, Sector, Status, Topic, Vocabulary, acronyms,
};
use crate::words::fold_into;

/// A cell of quadrants × topics: the quadrant, where stated, and the topic, sector or sub-topic, where stated.
pub(super) type Touch = (Option<Quadrant>, Option<ConceptIx>);

/// What one record says.
pub(super) struct Gathered {
    pub institution: Id,
    pub status: Status,
    pub window: Window,
    pub confirmed_on: Option<Date>,
    /// Ids of its values, by field.
    pub values: [Vec<String>; FIELDS.len()],
    pub titles: Vec<String>,
    pub title_of: [u8; 4],
    pub folded: String,
    pub touches: Vec<Touch>,
}

/// Gathers what a record says; none where it is not there.
pub(super) fn gather(
    catalog: &Catalog,
    kind: RecordKind,
    id: Id,
    resolve: &dyn Fn(Id) -> Id,
) -> Option<Gathered> {
    match kind {
        RecordKind::Institution => Some(of_institution(catalog.institutions.get(&id)?)),
        RecordKind::Offer => {
            let offer = catalog.offers.get(&id)?;
            let mut gathered = begin(&offer.title, resolve(offer.institution), offer.status);
            gathered.add_offer(offer);
            gathered.add_institution(catalog);
            Some(gathered)
        }
        RecordKind::Request => {
            let request = catalog.requests.get(&id)?;
            let mut gathered = begin(&request.title, resolve(request.institution), request.status);
            gathered.add_request(request);
            gathered.add_institution(catalog);
            Some(gathered)
        }
        RecordKind::Portfolio => Some(of_item(catalog, catalog.portfolio.get(&id)?, resolve)),
        RecordKind::Contact | RecordKind::Note | RecordKind::Join => None,
    }
}

/// The offer or request that gives a portfolio item its title.
pub(super) fn leading_entry(catalog: &Catalog, item: &PortfolioItem) -> Option<AnyRecord> {
    let request = item.request.and_then(|id| catalog.requests.get(&id)).cloned().map(AnyRecord::from);
    let offer = || item.offers.iter().find_map(|id| catalog.offers.get(id)).cloned().map(AnyRecord::from);
    request.or_else(offer)
}

fn of_institution(institution: &Institution) -> Gathered {
    let mut gathered = begin(&institution.name, institution.head.id, Status::Open);
    gathered.say_acronyms(institution);
    for network in &institution.networks {
        gathered.say(network);
    }
    for answer in institution.profile.values() {
        gathered.say_text(answer);
    }
    gathered.add_languages(&institution.languages);
    gathered.add("countries", institution.country.as_deref());
    gathered.add("kinds", institution.kind.as_ref().map(Code::id));
    gathered
}

fn of_item(catalog: &Catalog, item: &PortfolioItem, resolve: &dyn Fn(Id) -> Id) -> Gathered {
    let asking = item.request.and_then(|id| catalog.requests.get(&id));
    let giving: Vec<&Offer> = item.offers.iter().filter_map(|id| catalog.offers.get(id)).collect();
    let title = asking.map(|request| &request.title).or(giving.first().map(|offer| &offer.title));
    let untitled = Text::default();
    let own = asking.map(|request| request.institution).or(giving.first().map(|offer| offer.institution));
    let first = own.or(item.parties.first().map(|party| party.institution));
    let mut gathered = begin(title.unwrap_or(&untitled), first.map_or(Id::NIL, resolve), Status::Open);
    if let Some(request) = asking {
        gathered.add_request(request);
    }
    for offer in &giving {
        gathered.add_offer(offer);
    }
    gathered.confirmed_on = None;
    let parties = item.parties.iter().map(|party| party.institution);
    let providers = giving.iter().map(|offer| offer.institution);
    for id in parties.chain(providers).chain(own).map(resolve) {
        gathered.institution = id;
        gathered.add_institution(catalog);
    }
    gathered.institution = first.map_or(Id::NIL, resolve);
    gathered
}

fn begin(title: &Text, institution: Id, status: Status) -> Gathered {
    let mut gathered = Gathered {
        institution,
        status,
        window: Window::default(),
        confirmed_on: None,
        values: Default::default(),
        titles: Vec::new(),
        title_of: [0; 4],
        folded: String::new(),
        touches: Vec::new(),
    };
    for language in Language::ALL {
        let mut folded = String::new();
        fold_into(&title.shown(language).text, &mut folded);
        let at = gathered.titles.iter().position(|known| *known == folded);
        let at = at.unwrap_or_else(|| {
            gathered.titles.push(folded);
            gathered.titles.len() - 1
        });
        // There are at most four titles.
        gathered.title_of[language.index()] = at as u8;
    }
    gathered.say_text(title);
    gathered
}

impl Gathered {
    fn say(&mut self, words: &str) {
        if !words.is_empty() {
            fold_into(words, &mut self.folded);
            self.folded.push('\n');
        }
    }

    fn say_text(&mut self, text: &Text) {
        for (_, words) in text.versions() {
            self.say(words);
        }
    }

    fn add<'a>(&mut self, field: &str, ids: impl IntoIterator<Item = &'a str>) {
        let Some(field) = FIELDS.iter().position(|known| *known == field) else { return };
        for id in ids {
            if !self.values[field].iter().any(|known| known == id) {
                self.values[field].push(id.to_owned());
            }
        }
    }

    fn add_languages(&mut self, tags: &[String]) {
        for tag in tags {
            let primary = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
            self.add("languages", [primary.as_str()]);
        }
    }

    fn add_offer(&mut self, offer: &Offer) {
        self.window = offer.window;
        self.confirmed_on = offer.confirmed_on;
        self.say_text(&offer.summary);
        self.say_text(&offer.preconditions);
        for component in &offer.components {
            self.say_text(&component.title);
            self.say_text(&component.summary);
        }
        self.add_subjects(offer.all_subjects(), &offer.sectors);
        self.add("modalities", offer.modalities.iter().map(Code::id));
        self.add("delivery", offer.delivery.iter().map(Code::id));
        self.add_languages(&offer.languages);
        for tag in &offer.tags {
            self.say(tag);
        }
    }

    fn add_request(&mut self, request: &Request) {
        self.window = request.window;
        self.confirmed_on = request.confirmed_on;
        self.say_text(&request.need);
        for text in request.objectives.iter().chain(&request.results) {
            self.say_text(text);
        }
        self.add_subjects(request.subjects.iter(), &request.sectors);
        self.add("modalities", request.modalities.iter().map(Code::id));
        self.add("delivery", request.delivery.iter().map(Code::id));
        self.add_languages(&request.languages);
        for tag in &request.tags {
            self.say(tag);
        }
    }

    /// The acronym, of an international body in every language: whichever a reader sees finds it.
    fn say_acronyms(&mut self, institution: &Institution) {
        let own = institution.acronym.as_str();
        let all = if institution.country.is_some() { vec![own] } else { acronyms(own) };
        for acronym in all {
            self.say(acronym);
        }
    }

    /// What an entry has of its institution: name, country, kind, and its languages where it states none itself.
    fn add_institution(&mut self, catalog: &Catalog) {
        self.add("institutions", [self.institution.to_string().as_str()]);
        let Some(institution) = catalog.institutions.get(&self.institution) else { return };
        self.say_text(&institution.name);
        self.say_acronyms(institution);
        self.add("countries", institution.country.as_deref());
        self.add("kinds", institution.kind.as_ref().map(Code::id));
        let languages = FIELDS.iter().position(|field| *field == "languages").unwrap_or_default();
        if self.values[languages].is_empty() {
            self.add_languages(&institution.languages);
        }
    }

    fn add_subjects<'a>(&mut self, subjects: impl Iterator<Item = &'a Subject>, sectors: &[Code<Sector>]) {
        let vocabulary = Vocabulary::carried();
        let mut quadrants: Vec<Quadrant> = Vec::new();
        let mut bare: Vec<Quadrant> = Vec::new();
        let mut covered: Vec<ConceptIx> = Vec::new();
        for subject in subjects {
            let quadrant = subject.quadrant.as_ref().and_then(Code::known);
            quadrants.extend(quadrant);
            self.add("quadrants", subject.quadrant.as_ref().map(Code::id));
            self.add("subtopics", subject.subtopic.as_deref());
            let nodes = nodes_of(vocabulary, subject);
            if nodes.is_empty() {
                bare.extend(quadrant);
            }
            for node in nodes {
                covered.extend(&vocabulary.concept(node).sectors);
                self.add("topics", vocabulary.as_topic(node).map(Topic::id));
                self.touch(quadrant, Some(node));
            }
        }
        self.add("sectors", covered.iter().filter_map(|ix| vocabulary.as_sector(*ix)).map(Sector::id));
        self.add("sectors", sectors.iter().map(Code::id));
        let beyond = sectors.iter().filter_map(Code::known).map(|sector| vocabulary.of_sector(sector));
        let beyond: Vec<ConceptIx> = beyond.filter(|sector| !covered.contains(sector)).collect();
        self.touch_beyond(&quadrants, &bare, &beyond);
    }

    /// Sectors that no topic stands for are rows of their own, in every quadrant stated; a quadrant without any
    /// subject is counted in its column alone.
    fn touch_beyond(&mut self, quadrants: &[Quadrant], bare: &[Quadrant], sectors: &[ConceptIx]) {
        for sector in sectors {
            if quadrants.is_empty() {
                self.touch(None, Some(*sector));
            }
            for quadrant in quadrants {
                self.touch(Some(*quadrant), Some(*sector));
            }
        }
        if sectors.is_empty() {
            for quadrant in bare {
                self.touch(Some(*quadrant), None);
            }
        }
        if self.touches.is_empty() {
            self.touch(None, None);
        }
    }

    fn touch(&mut self, quadrant: Option<Quadrant>, node: Option<ConceptIx>) {
        if !self.touches.contains(&(quadrant, node)) {
            self.touches.push((quadrant, node));
        }
    }
}

/// Rows of the matrix a subject stands in: its topic, its sub-topic, and what the sub-topic stands under.
fn nodes_of(vocabulary: &Vocabulary, subject: &Subject) -> Vec<ConceptIx> {
    let topic = subject.topic.as_ref().and_then(Code::known).map(|topic| vocabulary.of_topic(topic));
    let sub = subject.subtopic.as_deref().and_then(|id| vocabulary.find(id));
    let sub = sub.filter(|ix| vocabulary.concept(*ix).kind == ConceptKind::Subtopic);
    let parent = sub.and_then(|ix| vocabulary.concept(ix).parents.first().copied());
    [topic, sub, parent].into_iter().flatten().collect()
}
