//! Laws of matching, on random small catalogs.

use std::num::NonZeroU32;
use std::sync::OnceLock;

use proptest::prelude::*;

use crate::support::choices::{Choices, choices};
use matriz::catalog::{
    AnyRecord, Catalog, Component, Head, Institution, Offer, PortfolioItem, RecordKind, Request, Subject,
};
use matriz::matching::answer::{Criterion, Explanation, Gate, Importance, Match, Settings, State};
use matriz::matching::{Index, Ranker};
use matriz::primitive::{Date, Id, Text, Window};
use matriz::vocabulary::{Code, Coded, Status, Vocabulary};

const AS_OF: Date = Date::from_days(20_779);
const RUNS: u32 = 48;

const TEXTS: [(&str, &str); 10] = [
    ("es", "Registro social de hogares con datos administrativos y puntaje de focalización"),
    ("pt", "Cadastro único para programas sociais: busca ativa e averiguação de dados"),
    ("en", "A proxy means test re-estimated from a new household survey"),
    ("fr", "Cantines scolaires approvisionnées par des groupements de productrices"),
    ("es", "Transferencias condicionadas con verificación de asistencia escolar"),
    ("en", "School feeding bought from smallholder farmers, with simple contracts"),
    ("pt", "Acompanhamento familiar de famílias em extrema pobreza, com visitas"),
    ("fr", "Registre social unique et ciblage des ménages vulnérables"),
    ("en", "We want to learn from the experience of others"),
    ("es", "Certificación de la discapacidad con equipos itinerantes"),
];

fn vocabulary() -> &'static Vocabulary {
    Vocabulary::carried()
}

fn id(kind: u128, n: usize) -> Id {
    Id::from_u128(0x0197_b3c2_0000_7000_8000_0000_0000_0000 | (kind << 16) | n as u128)
}

fn codes<T: Coded>(it: &mut Choices, most: usize) -> Vec<Code<T>> {
    it.several(most, |it| Code::Known(*it.one(T::ALL)))
}

fn window(it: &mut Choices) -> Window {
    let day = |n: usize| AS_OF.plus_days(n as i32 * 40 - 160);
    let from = it.maybe(|it| day(it.below(12)));
    let to = it.maybe(|it| day(it.below(12)));
    let to = match (from, to) {
        (Some(from), Some(to)) => Some(from.max(to)),
        (_, to) => to,
    };
    Window::new(from, to).unwrap_or_default()
}

fn text(it: &mut Choices) -> Text {
    let (lang, words) = *it.one(&TEXTS);
    Text::in_language(lang, words)
}

fn subject(it: &mut Choices) -> Subject {
    let subtopics = ["proxy-means-test", "conditional-cash-transfer", "school-feeding", "no-such-subtopic"];
    Subject {
        quadrant: it.maybe(|it| Code::Known(*it.one(matriz::vocabulary::Quadrant::ALL))),
        topic: it.maybe(|it| Code::Known(matriz::vocabulary::Topic::ALL[it.below(6)])),
        subtopic: it.maybe(|it| (*it.one(&subtopics)).to_owned()),
        ..Subject::default()
    }
}

fn languages(it: &mut Choices) -> Vec<String> {
    it.several(2, |it| (*it.one(&["es", "pt", "en", "fr", "pt-BR"])).to_owned())
}

fn status(it: &mut Choices) -> Status {
    if it.below(6) == 0 { *it.one(Status::ALL) } else { Status::Open }
}

fn offer(it: &mut Choices, n: usize, institutions: usize) -> Offer {
    let mut offer = Offer::new(Head::new(id(2, n)), id(1, it.below(institutions)), text(it));
    offer.status = status(it);
    offer.summary = it.maybe(text).unwrap_or_default();
    offer.subjects = it.several(2, subject);
    offer.sectors = codes(it, 1);
    offer.components = it.several(2, |it| Component {
        id: None,
        title: text(it),
        summary: Text::default(),
        subjects: it.several(1, subject),
        extra: serde_json::Map::new(),
    });
    offer.modalities = codes(it, 3);
    offer.delivery = codes(it, 2);
    offer.languages = languages(it);
    offer.window = window(it);
    offer.min_duration_days = it.maybe(|it| NonZeroU32::new(it.below(300) as u32)).flatten();
    offer.capacity = it.maybe(|it| NonZeroU32::new(1 + it.below(2) as u32)).flatten();
    offer.profiles = codes(it, 2);
    offer.covers = codes(it, 3);
    offer.asks_cover = codes(it, 2);
    offer.evidence.evaluated = it.maybe(Choices::flip);
    offer.evidence.transferred_to = it.several(3, |it| (*it.one(&["PRY", "HTI", "GTM"])).to_owned());
    offer.context.scale = it.maybe(|it| Code::Known(*it.one(matriz::vocabulary::Scale::ALL)));
    offer.context.people = it.maybe(|it| 10_u64.pow(it.below(8) as u32));
    offer.context.settings = codes(it, 2);
    offer
}

fn request(it: &mut Choices, n: usize, institutions: usize) -> Request {
    let mut request = Request::new(Head::new(id(3, n)), id(1, it.below(institutions)), text(it));
    request.status = status(it);
    request.need = it.maybe(text).unwrap_or_default();
    request.subjects = it.several(2, subject);
    request.sectors = codes(it, 1);
    request.modalities = codes(it, 3);
    request.delivery = codes(it, 2);
    request.languages = languages(it);
    request.window = window(it);
    request.providers_needed = it.maybe(|it| NonZeroU32::new(1 + it.below(2) as u32)).flatten();
    request.profiles = codes(it, 2);
    request.covers = codes(it, 3);
    request.asks_cover = codes(it, 2);
    request.commitment.counterpart_team = it.maybe(Choices::flip);
    request.commitment.political_backing = it.maybe(Choices::flip);
    request.context.scale = it.maybe(|it| Code::Known(*it.one(matriz::vocabulary::Scale::ALL)));
    request.context.people = it.maybe(|it| 10_u64.pow(it.below(8) as u32));
    request.context.settings = codes(it, 2);
    request
}

fn catalog(it: &mut Choices) -> Catalog {
    let mut catalog = Catalog::new(id(0, 0), Text::plain("Laws"));
    let institutions = 2 + it.below(4);
    for n in 0..institutions {
        let mut institution = Institution::new(Head::new(id(1, n)), Text::plain("An institution"));
        institution.country = it.maybe(|it| (*it.one(&["CHL", "BRA", "KEN", "PHL"])).to_owned());
        institution.languages = languages(it);
        catalog.put(AnyRecord::Institution(institution));
    }
    for n in 0..2 + it.below(7) {
        let offer = offer(it, n, institutions);
        catalog.put(AnyRecord::Offer(offer));
    }
    for n in 0..1 + it.below(5) {
        let request = request(it, n, institutions);
        catalog.put(AnyRecord::Request(request));
    }
    for n in 0..it.below(3) {
        let item = PortfolioItem {
            head: Head::new(id(4, n)),
            status: *it.one(matriz::vocabulary::PortfolioStatus::ALL),
            request: it.maybe(|it| id(3, it.below(4))),
            offers: it.several(2, |it| id(2, it.below(6))),
            parties: Vec::new(),
        };
        catalog.put(AnyRecord::Portfolio(item));
    }
    catalog
}

/// More offers than places and documents than a block has; every other one is the twin of an earlier one under another
/// id, so that ties are everywhere, and some say nothing at all.
fn crowded(it: &mut Choices) -> Catalog {
    let mut catalog = catalog(it);
    for n in 9..90 {
        let mut offer = offer(it, n, 4);
        if it.below(5) == 0 {
            (offer.title, offer.summary) = (Text::default(), Text::default());
            offer.components.clear();
        }
        let twin = catalog.offers.values().nth(it.below(catalog.offers.len()));
        if let Some(twin) = twin.filter(|_| n % 2 == 0).cloned() {
            offer = Offer { head: offer.head, ..twin };
        }
        catalog.put(AnyRecord::Offer(offer));
    }
    catalog
}

fn settings(it: &mut Choices) -> Settings {
    let mut settings = Settings::on(AS_OF);
    settings.same_country = it.flip();
    for criterion in Criterion::ALL {
        if it.below(3) == 0 {
            settings.importances = settings.importances.with(criterion, *it.one(&Importance::ALL));
        }
    }
    settings
}

fn everything() -> impl Strategy<Value = (Catalog, Settings)> {
    choices(900).prop_map(|mut it| (catalog(&mut it), settings(&mut it)))
}

fn index(catalog: &Catalog) -> Index {
    Index::build(catalog, vocabulary())
}

fn ranks(index: &Index, settings: &Settings, k: usize) -> Vec<(Id, Vec<Match>)> {
    Ranker::new(index, settings).rank_all(k)
}

fn explained(catalog: &Catalog, index: &Index, settings: &Settings) -> Vec<Explanation> {
    let pairs =
        catalog.requests.keys().flat_map(|request| catalog.offers.keys().map(move |offer| (request, offer)));
    pairs.map(|(request, offer)| index.explain(catalog, *request, *offer, settings).unwrap()).collect()
}

/// Building a finder takes a while, so the laws on the same catalog share one run of the generator.
fn config() -> ProptestConfig {
    static RUN: OnceLock<u32> = OnceLock::new();
    ProptestConfig { cases: *RUN.get_or_init(|| RUNS), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn values_stay_in_bounds_and_contributions_add_up((catalog, settings) in everything()) {
        let index = index(&catalog);
        for told in explained(&catalog, &index, &settings) {
            let sum: f64 = told.parts.iter().map(|part| part.contribution).sum();
            prop_assert!((sum - told.score).abs() <= 1e-9, "{sum} {}", told.score);
            prop_assert!((0.0..=1.0).contains(&told.score));
            prop_assert!((0.0..=1.0 + 1e-12).contains(&told.known));
            for part in &told.parts {
                prop_assert!((0.0..=1.0 + 1e-12).contains(&part.value), "{part:?}");
                prop_assert!(part.state != State::Silent || part.value < 0.6, "{part:?}");
                prop_assert!(part.state != State::NotAsked || part.weight == 0.0, "{part:?}");
            }
            let matches = index.all_matches(told.request, &settings);
            let is_match = matches.iter().any(|found| found.offer == told.offer);
            prop_assert_eq!(is_match, told.failures.is_empty());
        }
    }

    #[test]
    fn the_best_few_are_those_of_looking_at_every_pair((catalog, settings) in everything(), k in 1_usize..6) {
        let index = index(&catalog);
        for (request, found) in ranks(&index, &settings, k) {
            let mut all = index.all_matches(request, &settings);
            all.truncate(k);
            prop_assert_eq!(&found, &all);
            prop_assert_eq!(&index.rank_request(request, &settings, k), &all);
        }
        let all: Vec<Match> = catalog.requests.keys().flat_map(|it| index.all_matches(*it, &settings)).collect();
        for offer in catalog.offers.keys() {
            let mut of_offer: Vec<Match> = all.iter().filter(|it| it.offer == *offer).copied().collect();
            of_offer.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.request.cmp(&b.request)));
            prop_assert_eq!(index.rank_offer(*offer, &settings, usize::MAX), of_offer);
        }
    }

    #[test]
    fn the_best_few_of_a_crowd_are_those_of_looking_at_every_pair(
        mut it in choices(8_000),
        k in 1_usize..12,
    ) {
        let catalog = crowded(&mut it);
        let index = index(&catalog);
        // The defaults, and whatever words and minimum a person may choose.
        let mut chosen = settings(&mut it);
        chosen.required_minimum = it.below(11) as f64 / 10.0;
        for settings in [Settings::on(AS_OF), chosen] {
            for (request, found) in ranks(&index, &settings, k) {
                let mut all = index.all_matches(request, &settings);
                all.truncate(k);
                prop_assert_eq!(found, all);
            }
        }
    }

    #[test]
    fn an_update_gives_what_a_new_index_gives(
        ((before, settings), (after, _)) in (everything(), everything())
    ) {
        let mut updated = index(&before);
        let mut changed: Vec<(RecordKind, Id)> = before
            .records()
            .chain(after.records())
            .map(|record| (record.kind(), record.head().id))
            .collect();
        changed.sort_unstable();
        changed.dedup();
        for change in &changed {
            // One edit after the other, as people make them.
            let mut step = before.clone();
            for done in changed.iter().take_while(|other| *other != change).chain([change]) {
                match after.get(done.0, done.1) {
                    Some(record) => drop(step.put(record)),
                    None => drop(step.take(done.0, done.1)),
                }
            }
            updated.update(&step, &[*change]);
        }
        prop_assert_eq!(ranks(&updated, &settings, 9), ranks(&index(&after), &settings, 9));
    }

    #[test]
    fn ids_decide_ties_only((catalog, settings) in everything()) {
        // The same entries under ids in the opposite order: the same scores for the same pairs.
        let flipped = |id: Id, bits: u128| Id::from_u128(id.as_u128() ^ bits);
        let mut other = catalog.clone();
        other.offers.clear();
        for offer in catalog.offers.values() {
            let mut offer = offer.clone();
            offer.head.id = flipped(offer.head.id, 0x7f);
            other.offers.insert(offer.head.id, offer);
        }
        for item in other.portfolio.values_mut() {
            item.offers.iter_mut().for_each(|offer| *offer = flipped(*offer, 0x7f));
        }
        let (one, two) = (index(&catalog), index(&other));
        for request in catalog.requests.keys() {
            let mut here = one.all_matches(*request, &settings);
            let mut there = two.all_matches(*request, &settings);
            there.iter_mut().for_each(|found| found.offer = flipped(found.offer, 0x7f));
            here.sort_by_key(|found| found.offer);
            there.sort_by_key(|found| found.offer);
            prop_assert_eq!(here, there);
        }
    }

    #[test]
    fn a_near_miss_fails_one_gate_that_can_be_mended_and_the_changes_mend_it((catalog, settings) in everything()) {
        let index = index(&catalog);
        for request in catalog.requests.keys() {
            let matches = index.all_matches(*request, &settings);
            for near in index.near_misses(&catalog, *request, &settings, usize::MAX) {
                let told = index.explain(&catalog, *request, near.offer, &settings).unwrap();
                prop_assert!(told.failures.iter().all(|failure| failure.gate == near.failure.gate));
                prop_assert!(matches!(near.failure.gate, Gate::Time | Gate::Form | Gate::Capacity | Gate::Required));
                prop_assert!(!matches.iter().any(|found| found.offer == near.offer));
                let mended = index.what_if(*request, near.offer, &near.changes, &settings).unwrap();
                prop_assert_eq!(mended.score, near.score);
                prop_assert_eq!(near.changes.len(), near.advice.len());
                prop_assert!(matches.iter().filter(|found| found.score > near.score).count() < 10);
            }
        }
    }

    #[test]
    fn robustness_is_a_share_and_somebody_is_always_first((catalog, settings) in everything()) {
        let index = index(&catalog);
        for request in catalog.requests.keys() {
            let shares = index.robustness(*request, &settings);
            let matches = index.all_matches(*request, &settings);
            let open = matches.len();
            prop_assert!(shares.iter().all(|share| share.first <= share.top_three));
            let first: f64 = shares.iter().map(|share| share.first).sum();
            let asks = matches.iter().any(|found| found.score > 0.0);
            prop_assert!(!asks || (first - 1.0).abs() < 1e-9, "{first} of {open}");
        }
    }

    #[test]
    fn a_draft_ranks_as_the_same_entry_in_the_catalog((catalog, settings) in everything()) {
        let index = index(&catalog);
        for request in catalog.requests.values().filter(|request| request.status == Status::Open) {
            let draft = index.rank_draft_request(&catalog, request, &settings, 9);
            prop_assert_eq!(draft, index.rank_request(request.head.id, &settings, 9));
        }
        for offer in catalog.offers.values().filter(|offer| offer.status == Status::Open) {
            let draft = index.rank_draft_offer(&catalog, offer, &settings, 9);
            prop_assert_eq!(draft, index.rank_offer(offer.head.id, &settings, 9));
        }
    }

    #[test]
    fn improving_one_criterion_never_lowers_the_score((catalog, settings) in everything()) {
        let before = index(&catalog);
        let Some(offer) = catalog.offers.values().next().cloned() else { return Ok(()) };
        for request in catalog.requests.values() {
            let mut better = offer.clone();
            better.languages.clone_from(&request.languages);
            better.profiles.clone_from(&request.profiles);
            better.modalities.clone_from(&request.modalities);
            better.context = request.context.clone();
            better.evidence.evaluated = Some(true);
            let told = before.explain(&catalog, request.head.id, offer.head.id, &settings).unwrap();
            let mut changed = catalog.clone();
            changed.put(AnyRecord::Offer(better));
            let told_after = index(&changed).explain(&changed, request.head.id, offer.head.id, &settings).unwrap();
            // Time is left out: the modality decides how many days are needed, not how many there are.
            let lifted = [Criterion::Modality, Criterion::Language, Criterion::Profile, Criterion::Evidence];
            for (was, is) in told.parts.iter().zip(&told_after.parts) {
                if lifted.contains(&was.criterion) && was.criterion != Criterion::Language {
                    prop_assert!(is.value >= was.value, "{was:?} {is:?}");
                } else if was.criterion == Criterion::Language && !request.languages.is_empty() {
                    prop_assert!(is.value >= was.value, "{was:?} {is:?}");
                }
            }
            let risen = |part: usize| told_after.parts[part].value >= told.parts[part].value;
            if (0..10).all(risen) {
                prop_assert!(told_after.score >= told.score - 1e-9);
            }
        }
    }
}
