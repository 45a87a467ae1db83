//! How long matching takes natively. `cargo bench --bench matching`
//!
//! The catalogs are small and plain: every entry has a subject, a window and a sentence made of the vocabulary's own
//! terms. `./dev bench` measures generated catalogs of full size in a browser, beside a peer.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use matriz::catalog::{Catalog, Head, Institution, Offer, RecordKind, Request, Subject};
use matriz::matching::answer::Settings;
use matriz::matching::{Index, Ranker};
use matriz::primitive::{Date, FixedWorld, Id, Language, Text, Window, World};
use matriz::vocabulary::{Code, Concept, ConceptKind, Vocabulary};

/// As many places as a ranking shows.
const SHOWN: usize = 10;
/// 2026-11-22.
const TODAY: Date = Date::from_days(20_779);
/// Countries in turn, so that most pairs may match.
const COUNTRIES: [&str; 6] = ["BRA", "CHL", "MOZ", "PER", "SEN", "ZAF"];

struct Maker {
    world: FixedWorld,
    subtopics: Vec<&'static Concept>,
    institutions: Vec<Id>,
}

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        (self.world.random() % limit as u64) as usize
    }

    fn owner(&mut self) -> Id {
        let at = self.below(self.institutions.len());
        self.institutions[at]
    }

    /// A subject, and a sentence about it in one of the four languages.
    fn about(&mut self) -> (Subject, Text) {
        // The square of an even draw: a few subjects are crowded.
        let draw = self.below(1_000) * self.below(1_000);
        let concept = self.subtopics[draw * self.subtopics.len() / 1_000_000];
        let language = Language::ALL[self.below(4)];
        let wordings: Vec<&str> = concept.wordings(language).collect();
        let sentence: Vec<&str> = (0..4).map(|_| wordings[self.below(wordings.len())]).collect();
        let subject = Subject { subtopic: Some(concept.id.clone()), ..Subject::default() };
        (subject, Text::in_language(language.code(), sentence.join(". ")))
    }

    fn window(&mut self) -> Window {
        let from = TODAY.plus_days(self.below(300) as i32);
        Window::new(Some(from), Some(from.plus_days(200))).unwrap_or_default()
    }

    fn head(&mut self) -> Head {
        self.world.advance_ms(1);
        Head::new(Id::new(&mut self.world))
    }
}

fn catalog(side: usize) -> Catalog {
    let vocabulary = Vocabulary::carried();
    let is_subtopic = |concept: &&Concept| concept.kind == ConceptKind::Subtopic;
    let mut maker = Maker {
        world: FixedWorld::new(1_795_305_600_000),
        subtopics: vocabulary.concepts().iter().filter(is_subtopic).collect(),
        institutions: Vec::new(),
    };
    let mut catalog = Catalog::new(Id::from_u128(1), Text::plain("Bench"));
    for number in 0..side / 3 {
        let mut institution = Institution::new(maker.head(), Text::plain(format!("Institution {number}")));
        institution.country = Some(COUNTRIES[number % COUNTRIES.len()].to_owned());
        maker.institutions.push(institution.head.id);
        catalog.institutions.insert(institution.head.id, institution);
    }
    for _ in 0..side {
        let owner = maker.owner();
        let (subject, text) = maker.about();
        let mut offer = Offer::new(maker.head(), owner, text.clone());
        (offer.subjects, offer.summary, offer.window) = (vec![subject], text, maker.window());
        offer.modalities = vec![Code::Known(matriz::vocabulary::Modality::TechnicalAssistance)];
        catalog.offers.insert(offer.head.id, offer);
        let owner = maker.owner();
        let (subject, text) = maker.about();
        let mut request = Request::new(maker.head(), owner, text.clone());
        (request.subjects, request.need, request.window) = (vec![subject], text, maker.window());
        catalog.requests.insert(request.head.id, request);
    }
    catalog
}

fn matching(c: &mut Criterion) {
    let mut group = c.benchmark_group("matching");
    group.sample_size(10);
    let settings = Settings::on(TODAY);
    for side in [300, 1_000, 3_000] {
        let catalog = catalog(side);
        let mut index = Index::build(&catalog, Vocabulary::carried());
        group.bench_function(format!("index {side} a side"), |b| {
            b.iter(|| Index::build(black_box(&catalog), Vocabulary::carried()));
        });
        group.bench_function(format!("rank {side} a side"), |b| {
            b.iter(|| Ranker::new(black_box(&index), &settings).rank_all(SHOWN));
        });
        let Some(first) = catalog.offers.keys().next().copied() else { continue };
        group.bench_function(format!("update one of {side}"), |b| {
            b.iter(|| index.update(black_box(&catalog), &[(RecordKind::Offer, first)]));
        });
    }
    group.finish();
}

criterion_group!(benches, matching);
criterion_main!(benches);
