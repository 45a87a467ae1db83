//! The sample catalog: sound as a file, honest about itself, and showing what the app can do.

use std::collections::{BTreeMap, BTreeSet};

use matriz::catalog::{Catalog, Offer, Request, Subject};
use matriz::interchange::{Layout, Read, WriteOptions, read_catalog, write_catalog};
use matriz::matching::answer::{Band, Change, Gate, Match, Settings};
use matriz::matching::{Index, Ranker, screen_offer, screen_request};
use matriz::primitive::{Date, Language, Text};
use matriz::vocabulary::{ConceptKind, Delivery, PortfolioStatus, Status, Vocabulary};

use super::vocabulary::none;

const FILE: &str = include_str!("../../public/samples/seminar.json");
/// What is said about the sample, with counts that are checked here.
const ABOUT: &str = include_str!("../../data/SAMPLE.md");
/// How the description names the entries that stand in no document.
const INVENTED: &str = "-";

fn read() -> Read {
    read_catalog(FILE.as_bytes())
}

/// The sample, opened.
pub fn sample() -> Catalog {
    read().catalog.expect("the sample opens")
}

/// The day the sample was written for; it is judged on that day whenever the tests run.
pub fn settings() -> Settings {
    Settings::on("2026-11-22".parse().expect("a date"))
}

/// The offer whose title starts like this.
pub fn offer<'a>(catalog: &'a Catalog, start: &str) -> &'a Offer {
    catalog.offers.values().find(|offer| offer.title.text.starts_with(start)).expect(start)
}

/// The request whose title starts like this.
pub fn request<'a>(catalog: &'a Catalog, start: &str) -> &'a Request {
    catalog.requests.values().find(|request| request.title.text.starts_with(start)).expect(start)
}

/// Title and body of every entry.
fn texts(catalog: &Catalog) -> impl Iterator<Item = (&Text, &Text)> {
    let offers = catalog.offers.values().map(|offer| (&offer.title, &offer.summary));
    offers.chain(catalog.requests.values().map(|request| (&request.title, &request.need)))
}

/// Whether it is an offer, and the document it comes from, by the letter the description gives it.
fn sources(catalog: &Catalog) -> impl Iterator<Item = (bool, &'static str)> {
    let offers = catalog.offers.values().map(|offer| (true, offer.source.as_deref(), &offer.title));
    let requests =
        catalog.requests.values().map(|request| (false, request.source.as_deref(), &request.title));
    offers
        .chain(requests)
        .map(|(is_offer, source, title)| (is_offer, document(source.unwrap_or_default(), title)))
}

/// The letter of the document with this title in the language of the entry.
fn document(source: &str, title: &Text) -> &'static str {
    let language = title.lang.as_deref().and_then(Language::from_tag).expect("a language");
    // In the order in which the description writes them.
    let column =
        [Language::En, Language::Es, Language::Pt, Language::Fr].iter().position(|one| *one == language);
    let cells = ABOUT.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let mut rows = cells.filter(|cells| cells.len() == 4);
    let row = rows.find(|cells| cells[2].split(" · ").nth(column.unwrap_or_default()) == Some(source));
    row.map(|cells| cells[1]).expect(source)
}

/// The cells of the row of a table of the description that begins like this.
fn row(start: &str) -> Vec<usize> {
    let line = ABOUT.lines().find(|line| line.starts_with(start)).expect(start);
    line.split('|').filter_map(|cell| cell.trim().parse().ok()).collect()
}

/// Every match of the sample by titles, with its band.
fn ranked(catalog: &Catalog) -> Vec<Match> {
    let index = Index::build(catalog, Vocabulary::carried());
    let settings = settings();
    Ranker::new(&index, &settings).rank_all(10).into_iter().flat_map(|(_, matches)| matches).collect()
}

fn band(catalog: &Catalog, matches: &[Match], asks: &str, offers: &str) -> Option<Band> {
    let (request, offer) = (request(catalog, asks).head.id, offer(catalog, offers).head.id);
    matches.iter().find(|found| found.request == request && found.offer == offer).map(|found| found.band)
}

#[test]
fn it_is_read_without_a_word_of_complaint_and_written_back_the_same() {
    let read = read();
    let told: Vec<String> = read
        .problems
        .iter()
        .map(|problem| format!("{} {}", problem.place.pointer, problem.said.key))
        .collect();
    none(&told);
    let options = WriteOptions {
        generator: "matriz 0.1.0".into(),
        saved_at: read.saved_at.clone().expect("it says when it was saved"),
        layout: Layout::Indented,
    };
    assert_eq!(write_catalog(&sample(), &options), FILE);
}

#[test]
fn it_says_in_four_languages_that_it_is_illustrative() {
    let title = sample().title;
    let mut said: Vec<&str> = vec![&title.text];
    said.extend(title.translations.values().map(String::as_str));
    assert_eq!(said.len(), 4);
    for text in said {
        assert!(text.contains("illustrati") || text.contains("ilustrativo"), "{text}");
    }
}

#[test]
fn it_is_as_large_as_its_description_says() {
    let catalog = sample();
    assert!(catalog.institutions.len() >= 25);
    assert!((40..=48).contains(&catalog.offers.len()) && (40..=48).contains(&catalog.requests.len()));
    let in_language = |titles: Vec<&Text>| {
        let mut counts: Vec<usize> = ["es", "en", "pt", "fr"]
            .iter()
            .map(|code| titles.iter().filter(|title| title.lang.as_deref() == Some(*code)).count())
            .collect();
        counts.push(titles.len());
        counts
    };
    assert_eq!(row("| offers"), in_language(catalog.offers.values().map(|offer| &offer.title).collect()));
    assert_eq!(row("| requests"), in_language(catalog.requests.values().map(|one| &one.title).collect()));
    let countries: BTreeSet<&str> =
        catalog.institutions.values().filter_map(|one| one.country.as_deref()).collect();
    let claim = format!("{} institutions of {} countries", catalog.institutions.len(), countries.len());
    assert!(ABOUT.contains(&claim), "{claim}");
}

#[test]
fn no_language_is_an_afterthought() {
    let catalog = sample();
    let all = texts(&catalog).count();
    let share =
        |code| texts(&catalog).filter(|(title, _)| title.lang.as_deref() == Some(code)).count() * 100 / all;
    assert!((37..=45).contains(&share("es")), "es {}", share("es"));
    assert!((17..=23).contains(&share("pt")), "pt {}", share("pt"));
    assert!((21..=28).contains(&share("en")), "en {}", share("en"));
    assert!((12..=18).contains(&share("fr")), "fr {}", share("fr"));
    let translated = texts(&catalog)
        .filter(|(title, body)| !title.translations.is_empty() && !body.translations.is_empty())
        .count();
    assert!(translated * 3 >= all, "{translated} of {all} are translated");
    let claim = format!("{translated} of the {all} entries");
    assert!(ABOUT.contains(&claim), "{claim}");
    for (title, body) in texts(&catalog) {
        assert_eq!(title.lang, body.lang, "{}", title.text);
        let tags = |text: &Text| text.translations.keys().cloned().collect::<Vec<_>>();
        assert_eq!(tags(title), tags(body), "{}", title.text);
        assert!(
            tags(title)
                .iter()
                .all(|tag| Language::from_tag(tag).is_some() && Some(tag) != title.lang.as_ref())
        );
    }
}

#[test]
fn every_entry_says_where_it_comes_from() {
    let catalog = sample();
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (is_offer, source) in sources(&catalog) {
        counts.entry(source).or_insert_with(|| vec![0, 0])[usize::from(!is_offer)] += 1;
    }
    assert_eq!(counts.len(), 5);
    for (source, count) in &counts {
        assert_eq!(&row(&format!("| {source}: ")), count, "{source}");
    }
    let documented = sources(&catalog).filter(|(is_offer, source)| !is_offer && *source != INVENTED).count();
    assert!(documented >= 10, "{documented} requests are documented");
}

#[test]
fn it_speaks_of_no_person_and_writes_to_nobody() {
    let catalog = sample();
    assert!(catalog.contacts.is_empty());
    for one in catalog.institutions.values() {
        assert!(one.office.email.ends_with("@example.org"), "{}", one.name.text);
        assert!(one.office.phone.is_empty() && one.website.is_empty(), "{}", one.name.text);
    }
}

#[test]
fn its_subjects_are_those_of_the_vocabulary() {
    let catalog = sample();
    let vocabulary = Vocabulary::carried();
    let of_kind = |kind| vocabulary.concepts().iter().filter(move |concept| concept.kind == kind);
    let subtopics: BTreeSet<&str> =
        of_kind(ConceptKind::Subtopic).map(|concept| concept.id.as_str()).collect();
    let subjects: Vec<&Subject> = catalog
        .offers
        .values()
        .flat_map(Offer::all_subjects)
        .chain(catalog.requests.values().flat_map(|request| &request.subjects))
        .collect();
    let mut unknown = Vec::new();
    for subject in &subjects {
        assert!(subject.quadrant.as_ref().is_some_and(|quadrant| quadrant.known().is_some()));
        if let Some(id) = subject.subtopic.as_deref().filter(|id| !subtopics.contains(id)) {
            unknown.push(id.to_owned());
        }
    }
    none(&unknown);
    let with = subjects.iter().filter(|subject| subject.subtopic.is_some()).count();
    assert!(with * 2 > subjects.len() && with < subjects.len(), "{with} of {}", subjects.len());
    let topics: BTreeSet<&str> =
        subjects.iter().filter_map(|subject| subject.topic.as_ref()).map(|topic| topic.id()).collect();
    assert_eq!(topics.len(), 18, "every column of the matrix has something in it");
}

#[test]
fn its_dates_lie_in_the_coming_two_years_but_for_one_lapsed_offer() {
    let catalog = sample();
    let day = |text: &str| -> Date { text.parse().expect("a date") };
    let (first, last) = (day("2027-01-01"), day("2028-12-31"));
    let offers = catalog.offers.values().map(|offer| (&offer.title.text, offer.window));
    let requests = catalog.requests.values().map(|request| (&request.title.text, request.window));
    let outside: Vec<&String> = offers
        .chain(requests)
        .filter(|(_, window)| {
            window.from().is_some_and(|from| from < first) || window.to().is_some_and(|to| to > last)
        })
        .map(|(title, _)| title)
        .collect();
    assert_eq!(outside.len(), 1, "{outside:?}");
    assert!(offer(&catalog, "Estancias").window.has_lapsed(settings().as_of));
}

#[test]
fn fosis_offers_its_programmes_on_its_own_terms() {
    let catalog = sample();
    let fosis = catalog.institutions.values().find(|one| one.acronym == "FOSIS").expect("FOSIS");
    let offers: Vec<&Offer> =
        catalog.offers.values().filter(|offer| offer.institution == fosis.head.id).collect();
    assert_eq!(offers.len(), 8);
    for offer in offers {
        assert_eq!(offer.min_duration_days.map(u32::from), Some(540), "18 months: {}", offer.title.text);
        assert!(offer.apply.is_some() && !offer.covers.is_empty() && offer.asks_cover.len() >= 4);
    }
}

#[test]
fn the_portfolio_has_every_stage() {
    let catalog = sample();
    let stages: Vec<PortfolioStatus> = catalog.portfolio.values().map(|item| item.status).collect();
    let all = [
        PortfolioStatus::Proposed,
        PortfolioStatus::InNegotiation,
        PortfolioStatus::Agreed,
        PortfolioStatus::InExecution,
        PortfolioStatus::Completed,
        PortfolioStatus::Evaluated,
        PortfolioStatus::Dropped,
    ];
    assert!(all.iter().all(|stage| stages.contains(stage)), "{stages:?}");
    assert!(catalog.portfolio.values().all(|item| item.parties.len() >= 2 && !item.offers.is_empty()));
    assert!(!catalog.notes.is_empty());
    assert!(catalog.offers.values().any(|offer| offer.status == Status::Paused));
}

#[test]
fn strong_matches_come_out_also_across_languages() {
    let catalog = sample();
    let strong: Vec<Match> =
        ranked(&catalog).into_iter().filter(|found| found.band == Band::Strong).collect();
    assert!(strong.len() >= 20, "{} strong matches", strong.len());
    let across = strong
        .iter()
        .filter(|found| {
            catalog.offers[&found.offer].title.lang != catalog.requests[&found.request].title.lang
        })
        .count();
    assert!(across >= 10, "{across} across languages");
    for (asks, offers) in [
        ("Casas dignas", "Vivienda modular"),
        ("Cerrar tres botaderos", "Resíduos sólidos"),
        ("Voir ce que le budget", "Presupuesto con mirada"),
        ("A single registry in regions", "Registre national unique"),
        ("Family support for households", "Programa Puente"),
        ("Keeping boys in school", "Seguridad ciudadana"),
    ] {
        assert_eq!(band(&catalog, &strong, asks, offers), Some(Band::Strong), "{asks} <- {offers}");
    }
}

#[test]
fn near_misses_of_every_sort_come_out() {
    let catalog = sample();
    let index = Index::build(&catalog, Vocabulary::carried());
    let near = |asks: &str, offers: &str| {
        let (request, offer) = (request(&catalog, asks).head.id, offer(&catalog, offers).head.id);
        let found = index.near_misses(&catalog, request, &settings(), 5);
        let found = found.into_iter().find(|miss| miss.offer == offer);
        let miss = found.unwrap_or_else(|| panic!("{asks} <- {offers}"));
        assert!(miss.band >= Band::Good, "{asks} <- {offers}");
        (miss.failure.gate, miss.changes)
    };
    let dates = near("Acompanhamento às famílias mais pobres", "Programa Puente");
    assert_eq!(dates, (Gate::Time, vec![Change::LengthenWindow(21)]));
    let dates = near("Faire vivre les cantines", "Cantines scolaires");
    assert_eq!(dates, (Gate::Time, vec![Change::ShiftWindow(45)]));
    assert_eq!(near("Cuidado infantil de barrio", "Estancias"), (Gate::Time, vec![Change::RenewOffer]));
    let (gate, changes) = near("Gerir a pensão social", "Pensão social mínima");
    assert_eq!(gate, Gate::Form);
    assert!(changes.contains(&Change::AcceptDelivery(Delivery::OnSite)));
    assert_eq!(near("A fair way to certify", "Disability assessment").0, Gate::Form);
    let place = near("Que la escuela informe las faltas", "Verificar la asistencia");
    assert_eq!(place, (Gate::Capacity, vec![Change::FreeCapacity]));
}

#[test]
fn swaps_and_a_ring_are_there_to_be_found() {
    let catalog = sample();
    let matches = ranked(&catalog);
    for (asks, offers) in [
        // Brazil and Colombia.
        ("Acompanhar famílias que o CRAS", "Red Juntos"),
        ("Actualizar el registro", "Cadastro Único"),
        // Chile and Mexico.
        ("Qué hacer cuando la familia sale", "Apoyo al microemprendimiento"),
        ("Saber si el acompañamiento sirve", "Evaluación de impacto"),
        // Jamaica and South Africa.
        ("Paid community work", "Community work programme"),
        ("Appeals that end in weeks", "Appeals and complaints"),
        // Senegal to Haiti to Benin to Senegal.
        ("Verser une aide dans le mois", "Transferts monétaires d’urgence"),
        ("Des agents de village", "Agents communautaires polyvalents"),
        ("Jardins maraîchers pour les femmes", "Jardins maraîchers de femmes"),
    ] {
        assert!(band(&catalog, &matches, asks, offers) >= Some(Band::Good), "{asks} <- {offers}");
    }
}

#[test]
fn some_demand_is_unmet_and_some_supply_idle() {
    let catalog = sample();
    let good: Vec<Match> = ranked(&catalog).into_iter().filter(|found| found.band >= Band::Good).collect();
    for asks in ["Respuesta al VIH", "Niñez migrante", "Measuring the flow", "Comparable data on children"] {
        let id = request(&catalog, asks).head.id;
        assert!(good.iter().all(|found| found.request != id), "{asks} is met");
    }
    for offers in ["Sistema nacional de inversiones", "Acceso al microcrédito", "Community forest groups"] {
        let id = offer(&catalog, offers).head.id;
        assert!(good.iter().all(|found| found.offer != id), "{offers} is asked for");
    }
}

#[test]
fn the_meter_has_full_and_empty_entries_to_show() {
    let catalog = sample();
    let shares: Vec<f64> = catalog.requests.values().map(|one| screen_request(one).completeness).collect();
    assert_eq!(shares.iter().filter(|share| **share < 0.3).count(), 2);
    assert!(shares.iter().filter(|share| **share > 0.9).count() >= 20);
    assert!(catalog.offers.values().all(|one| screen_offer(one).completeness > 0.8));
}
