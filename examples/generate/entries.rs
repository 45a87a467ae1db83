//! Institutions, offers, requests and portfolio items, stating more or less as people do.

use std::num::NonZeroU32;

use matriz::catalog::{
    Catalog, Commitment, Component, Context, Evidence, Head, Institution, Join, Offer, Party, PortfolioItem,
    Request, VersionVector,
};
use matriz::primitive::{Date, Id, Language, Text, Window};
use matriz::vocabulary::{
    Code, Coded, ConceptIx, Modality, PortfolioStatus, Role, Scale, Sector, Status, Vocabulary,
};

use crate::draw::{Draw, Zipf};
use crate::phrases;
use crate::places::COUNTRIES;
use crate::subjects::{Subjects, kin, stated};
use crate::words::Writer;

/// Entries an institution has on average.
const ENTRIES_EACH: usize = 6;
/// One portfolio item for so many entries.
const ENTRIES_PER_ITEM: usize = 25;
/// The first day of the windows drawn: 2026-03-01.
const FIRST_DAY: i32 = 20_513;

/// Puts a catalog together, record by record.
pub struct Maker {
    draw: Draw,
    catalog: Catalog,
    vocabulary: &'static Vocabulary,
    subjects: Subjects,
    institutions: Vec<(Id, Language)>,
    by_activity: Zipf,
    offers: Vec<(Id, Id)>,
    requests: Vec<(Id, Id)>,
}

impl Maker {
    pub fn new(draw: Draw, catalog: Catalog) -> Self {
        let vocabulary = Vocabulary::carried();
        Self {
            draw,
            catalog,
            vocabulary,
            subjects: Subjects::new(vocabulary),
            institutions: Vec::new(),
            by_activity: Zipf::new(1),
            offers: Vec::new(),
            requests: Vec::new(),
        }
    }

    pub fn finish(self) -> Catalog {
        self.catalog
    }

    fn head(&mut self) -> Head {
        // One millisecond a record: ids sort as the records were made, and none comes twice.
        self.draw.world().advance_ms(1);
        let id = Id::new(self.draw.world());
        Head { rev: VersionVector::from_counts([("gen1".to_owned(), 1)]), ..Head::new(id) }
    }

    /// The institutions of a catalog with so many entries, and a join of two records for the same one here and there.
    pub fn institutions(&mut self, entries: usize) {
        let countries = Zipf::new(COUNTRIES.len());
        for number in 1..=(entries / ENTRIES_EACH).max(4) {
            let head = self.head();
            let country = COUNTRIES[countries.draw(&mut self.draw)];
            let spoken = self.vocabulary.country(country).map_or(&[][..], |facts| &facts.languages);
            let language = spoken.iter().find_map(|tag| Language::from_tag(tag)).unwrap_or(Language::En);
            let name = Text::in_language(language.code(), institution_name(language, number));
            let mut institution = Institution::new(head, name);
            let id = institution.head.id;
            institution.country = self.draw.chance(97).then(|| country.to_owned());
            institution.kind = self.draw.some(1).pop();
            institution.level = self.draw.some(1).pop();
            if self.draw.chance(90) {
                institution.languages.push(language.code().to_owned());
                if self.draw.chance(25) && language != Language::En {
                    institution.languages.push("en".to_owned());
                }
            }
            self.catalog.institutions.insert(id, institution);
            self.institutions.push((id, language));
        }
        self.by_activity = Zipf::new(self.institutions.len());
        for _ in 0..self.institutions.len() / 200 {
            let (from, _) = *self.draw.pick(&self.institutions);
            let (to, _) = *self.draw.pick(&self.institutions);
            if from != to {
                let head = self.head();
                self.catalog.joins.insert(head.id, Join { head, from, to });
            }
        }
    }

    /// Whose entry it is, and the language it is written in.
    fn owner(&mut self) -> (Id, Language) {
        // Half by activity (few institutions have many entries), half evenly.
        let at = if self.draw.chance(50) {
            self.by_activity.draw(&mut self.draw)
        } else {
            self.draw.below(self.institutions.len())
        };
        let (id, own) = self.institutions[at];
        let language = if self.draw.chance(15) { *self.draw.pick(&Language::ALL[..]) } else { own };
        (id, language)
    }

    pub fn offer(&mut self) {
        let head = self.head();
        let (institution, language) = self.owner();
        let about = self.subjects.draw(self.vocabulary, &mut self.draw);
        let writer = Writer { vocabulary: self.vocabulary, language, about: &about };
        let says = phrases::of(language);
        let draw = &mut self.draw;
        let title = writer.phrase(draw, says.offer_titles);
        let mut offer = Offer::new(head, institution, writer.text(draw, title));
        let summary = writer.sentences(draw, says.offered);
        offer.summary = writer.text(draw, summary);
        (offer.subjects, offer.sectors) = about_entry(self.vocabulary, draw, &about);
        offer.status = status(draw);
        if draw.chance(90) {
            offer.modalities = draw.some::<Modality>(4);
        }
        if draw.chance(80) {
            offer.delivery = draw.some(2);
        }
        if draw.chance(60) {
            offer.types = draw.some(2);
        }
        offer.languages = languages(draw, language);
        if draw.chance(85) {
            offer.window = window(draw, 700);
        }
        if draw.chance(15) {
            offer.min_duration_days = NonZeroU32::new(*draw.pick(&[5, 15, 30, 90, 180, 365, 540]));
        }
        if draw.chance(70) {
            offer.capacity = NonZeroU32::new(draw.between(1, 4) as u32);
        }
        if draw.chance(60) {
            offer.profiles = draw.some(3);
        }
        if draw.chance(60) {
            offer.covers = draw.some(4);
        }
        if draw.chance(40) {
            offer.asks_cover = draw.some(3);
        }
        offer.evidence = evidence(draw);
        offer.agreement_needed = draw.chance(50).then(|| draw.some(1).pop()).flatten();
        offer.context = context(draw);
        offer.apply = draw.chance(30).then(|| draw.some(1).pop()).flatten();
        if draw.chance(30) {
            offer.components = (0..draw.between(1, 3)).map(|_| self.component(language, &about)).collect();
        }
        offer.confirmed_on = self.confirmed();
        self.offers.push((offer.head.id, institution));
        self.catalog.offers.insert(offer.head.id, offer);
    }

    /// A part of an offer: about one of its subjects, or one of the same family.
    fn component(&mut self, language: Language, about: &[ConceptIx]) -> Component {
        let id = Id::new(self.draw.world());
        let main = *self.draw.pick(about);
        let kin = kin(self.vocabulary, main);
        let part = if kin.is_empty() || self.draw.chance(40) { main } else { *self.draw.pick(&kin) };
        let draw = &mut self.draw;
        let writer = Writer { vocabulary: self.vocabulary, language, about: &[part] };
        let title = writer.phrase(draw, phrases::of(language).offer_titles);
        let summary = writer.phrase(draw, phrases::of(language).offered);
        Component {
            id: Some(id),
            title: writer.text(draw, title),
            summary: if draw.chance(60) { writer.text(draw, summary) } else { Text::default() },
            subjects: if draw.chance(70) { vec![stated(self.vocabulary, draw, part)] } else { Vec::new() },
            extra: matriz::catalog::Extra::new(),
        }
    }

    pub fn request(&mut self) {
        let head = self.head();
        let (institution, language) = self.owner();
        let about = self.subjects.draw(self.vocabulary, &mut self.draw);
        let writer = Writer { vocabulary: self.vocabulary, language, about: &about };
        let says = phrases::of(language);
        let draw = &mut self.draw;
        let title = writer.phrase(draw, says.request_titles);
        let mut request = Request::new(head, institution, writer.text(draw, title));
        let need = writer.sentences(draw, says.needed);
        request.need = writer.text(draw, need);
        for (list, phrases) in
            [(&mut request.objectives, says.objectives), (&mut request.results, says.results)]
        {
            if draw.chance(40) {
                let words = writer.phrase(draw, phrases);
                list.push(writer.text(draw, words));
            }
        }
        (request.subjects, request.sectors) = about_entry(self.vocabulary, draw, &about);
        request.status = status(draw);
        if draw.chance(75) {
            request.modalities = draw.some::<Modality>(4);
        }
        if draw.chance(60) {
            request.delivery = draw.some(2);
        }
        if draw.chance(50) {
            request.types = draw.some(2);
        }
        request.languages = languages(draw, language);
        if draw.chance(80) {
            request.window = window(draw, 300);
        }
        if draw.chance(60) {
            request.providers_needed = NonZeroU32::new(if draw.chance(80) { 1 } else { 2 });
        }
        request.priority = draw.chance(60).then(|| draw.some(1).pop()).flatten();
        if draw.chance(50) {
            request.profiles = draw.some(2);
        }
        if draw.chance(60) {
            request.covers = draw.some(3);
        }
        if draw.chance(50) {
            request.asks_cover = draw.some(3);
        }
        request.commitment = Commitment {
            counterpart_team: draw.maybe(60, 75),
            political_backing: draw.maybe(50, 60),
            agency_informed: draw.maybe(40, 50),
            ..Commitment::default()
        };
        request.context = context(draw);
        request.confirmed_on = self.confirmed();
        self.requests.push((request.head.id, institution));
        self.catalog.requests.insert(request.head.id, request);
    }

    fn confirmed(&mut self) -> Option<Date> {
        self.draw.chance(50).then(|| Date::from_days(FIRST_DAY + self.draw.between(0, 260) as i32))
    }

    /// Exchanges people have taken up, at every stage.
    pub fn portfolio(&mut self) {
        if self.offers.is_empty() || self.requests.is_empty() {
            return;
        }
        for _ in 0..(self.offers.len() + self.requests.len()) / ENTRIES_PER_ITEM {
            let head = self.head();
            let (offer, provider) = *self.draw.pick(&self.offers);
            let (request, recipient) = *self.draw.pick(&self.requests);
            let status = *self.draw.pick(PortfolioStatus::ALL);
            let party = |institution: Id, role: Role| Party {
                institution,
                roles: vec![Code::Known(role)],
                extra: matriz::catalog::Extra::new(),
            };
            let mut parties = vec![party(recipient, Role::Recipient)];
            if self.draw.chance(60) {
                parties.insert(0, party(provider, Role::Provider));
            }
            let offers = if self.draw.chance(90) { vec![offer] } else { Vec::new() };
            let request = self.draw.chance(95).then_some(request);
            let item = PortfolioItem { head, status, request, offers, parties };
            self.catalog.portfolio.insert(item.head.id, item);
        }
    }
}

fn institution_name(language: Language, number: usize) -> String {
    match language {
        Language::En => format!("Department of Social Development {number}"),
        Language::Es => format!("Secretaría de Desarrollo Social {number}"),
        Language::Pt => format!("Secretaria de Assistência Social {number}"),
        Language::Fr => format!("Direction de l’action sociale {number}"),
    }
}

/// Subjects and sectors as stated: exactly, by sector only, or left to the text.
fn about_entry(
    vocabulary: &Vocabulary,
    draw: &mut Draw,
    about: &[ConceptIx],
) -> (Vec<matriz::catalog::Subject>, Vec<Code<Sector>>) {
    let sectors = |draw: &mut Draw| {
        let all = about.iter().flat_map(|ix| &vocabulary.concept(*ix).sectors);
        let mut sectors: Vec<Sector> = all.filter_map(|ix| vocabulary.as_sector(*ix)).collect();
        sectors.sort();
        sectors.dedup();
        sectors.truncate(draw.between(1, 2));
        sectors.into_iter().map(Code::Known).collect()
    };
    match draw.below(100) {
        0..8 => (Vec::new(), Vec::new()),
        8..20 => (Vec::new(), sectors(draw)),
        _ => {
            let subjects = about.iter().map(|ix| stated(vocabulary, draw, *ix)).collect();
            (subjects, if draw.chance(30) { sectors(draw) } else { Vec::new() })
        }
    }
}

fn status(draw: &mut Draw) -> Status {
    match draw.below(100) {
        0..90 => Status::Open,
        90..94 => Status::Draft,
        94..97 => Status::Paused,
        _ => Status::Closed,
    }
}

fn languages(draw: &mut Draw, own: Language) -> Vec<String> {
    let mut languages = Vec::new();
    if draw.chance(60) {
        languages.push(own.code().to_owned());
        let other = draw.pick(&Language::ALL[..]).code().to_owned();
        if draw.chance(40) && !languages.contains(&other) {
            languages.push(other);
        }
    }
    languages
}

/// A window of up to so many days; now and then with one end only.
fn window(draw: &mut Draw, longest: usize) -> Window {
    let from = Date::from_days(FIRST_DAY + draw.between(0, 700) as i32);
    let to = from.plus_days(draw.between(20, longest) as i32);
    let from = draw.chance(93).then_some(from);
    let to = (from.is_none() || draw.chance(93)).then_some(to);
    Window::new(from, to).unwrap_or_default()
}

fn evidence(draw: &mut Draw) -> Evidence {
    let mut evidence =
        Evidence { evaluated: draw.maybe(50, 60), documented: draw.maybe(50, 75), ..Evidence::default() };
    if draw.chance(35) {
        let countries = Zipf::new(COUNTRIES.len());
        for _ in 0..draw.between(1, 4) {
            let country = COUNTRIES[countries.draw(draw)].to_owned();
            if !evidence.transferred_to.contains(&country) {
                evidence.transferred_to.push(country);
            }
        }
    }
    if draw.chance(15) {
        evidence.links.push(format!("https://example.org/report-{}", draw.below(10_000)));
    }
    evidence
}

fn context(draw: &mut Draw) -> Context {
    let mut context = Context::default();
    if draw.chance(55) {
        context.scale = draw.some::<Scale>(1).pop();
    }
    if draw.chance(40) {
        let decade = [100, 1_000, 10_000, 100_000];
        context.people = Some((draw.pick(&decade) * draw.between(1, 90)) as u64);
    }
    if draw.chance(45) {
        context.settings = draw.some(3);
    }
    context
}
