//! The map: what it counts is what the lists, the matches and the portfolio say, told by country.

use std::collections::BTreeMap;

use matriz::catalog::RecordKind;
use matriz::desk::{
    Adopt, AdoptHow, AllMatches, Command, CountryCount, Do, Filter, Flow, MapLayer, MapOf, MapView,
    MemoryShelf,
};
use matriz::matching::answer::Band;
use matriz::primitive::Language;
use matriz::vocabulary::PortfolioStatus;

use crate::desk_help::{FILE, Tab, id, institution, offer, read, request, settings};

const ALL: [MapLayer; 4] = [MapLayer::Offers, MapLayer::Requests, MapLayer::Matches, MapLayer::Portfolio];

fn map(tab: &mut Tab, layers: &[MapLayer], filter: Filter) -> MapView {
    tab.ask(MapOf { filter, layers: layers.to_vec(), settings: settings() }).unwrap()
}

fn count<'a>(view: &'a MapView, country: &str) -> &'a CountryCount {
    view.countries.iter().find(|count| count.country == country).expect("the country is on the map")
}

/// Chile offers, Haiti and somebody without a country ask.
fn three() -> Tab {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Feria");
    tab.put(institution(1, "FOSIS", "CHL")).unwrap();
    tab.put(institution(2, "MAST", "HTI")).unwrap();
    let mut nowhere = institution(3, "A network", "HTI");
    nowhere.country = None;
    tab.put(nowhere).unwrap();
    tab.put(offer(11, id(1), "Registro social")).unwrap();
    tab.put(request(21, id(2), "Un registro")).unwrap();
    tab.put(request(22, id(3), "Otro registro")).unwrap();
    tab
}

#[test]
fn every_country_has_its_counts_and_what_is_not_asked_for_is_not_counted() {
    let mut tab = three();
    let view = map(&mut tab, &ALL, Filter::default());
    let of = |country: &str| {
        let count = count(&view, country);
        (count.institutions, count.offers, count.requests)
    };
    assert_eq!(view.countries.len(), 3);
    assert_eq!((of("CHL"), of("HTI"), of("")), ((1, 1, 0), (1, 0, 1), (1, 0, 1)));

    let only = map(&mut tab, &[MapLayer::Offers], Filter::default());
    assert_eq!(
        count(&only, "HTI"),
        &CountryCount { country: "HTI".into(), institutions: 1, ..Default::default() }
    );
    assert!(only.matches.is_empty() && only.portfolio.is_empty());

    let chile = Filter { countries: vec!["CHL".into()], ..Filter::default() };
    let view = map(&mut tab, &ALL, chile);
    assert_eq!((count(&view, "CHL").offers, count(&view, "HTI").requests), (1, 0));
    // A match shows where the filter lets either side through.
    assert_eq!(view.matches.len(), 2);
}

#[test]
fn counts_add_up_to_the_lists_and_flows_to_the_best_matches() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    let preview = read(&mut tab, FILE);
    tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    let view = map(&mut tab, &ALL, Filter::default());
    let open = Filter { standing: vec!["open".into()], ..Filter::default() };
    let sum = |read: fn(&CountryCount) -> u32| view.countries.iter().map(read).sum::<u32>();
    assert_eq!(sum(|count| count.offers), tab.list(RecordKind::Offer, open.clone()).total);
    assert_eq!(sum(|count| count.requests), tab.list(RecordKind::Request, open).total);
    assert_eq!(sum(|count| count.institutions), tab.list(RecordKind::Institution, Filter::default()).of);

    let all = AllMatches { settings: settings(), institution: None, from: 0, count: 500, lang: Language::En };
    let rows = tab.ask(all).unwrap().rows;
    let mut expected: BTreeMap<(String, String), (u32, Band)> = BTreeMap::new();
    let mut unmet = 0;
    for (asking, found) in &rows {
        let band = found.as_ref().map(|found| found.explanation.band);
        unmet += u32::from(band.is_none_or(|band| band < Band::Good));
        let Some(found) = found else { continue };
        let place = |country: &Option<String>| country.clone().unwrap_or_default();
        let pair = (place(&found.offer.institution.country), place(&asking.institution.country));
        let (count, best) = expected.entry(pair).or_insert((0, Band::Weak));
        *count += 1;
        *best = (*best).max(found.explanation.band);
    }
    let flows = view.matches.iter().map(|flow| {
        ((flow.from.clone(), flow.to.clone()), (flow.count, flow.best.expect("a match has a band")))
    });
    assert!(expected.len() > 10);
    assert_eq!(flows.collect::<BTreeMap<_, _>>(), expected);
    assert_eq!(sum(|count| count.unmet), unmet);
}

#[test]
fn exchanges_stand_between_countries_by_stage_until_they_are_dropped() {
    let mut tab = three();
    let take = Command::TakeUp { request: id(21), offers: vec![id(11)], status: PortfolioStatus::Proposed };
    let item = tab.ask(Do { command: take }).unwrap().record.unwrap();
    let flow = |status| Flow {
        from: "CHL".into(),
        to: "HTI".into(),
        count: 1,
        best: None,
        stages: vec![(status, 1)],
    };
    let shown = |tab: &mut Tab| map(tab, &[MapLayer::Portfolio], Filter::default()).portfolio;
    assert_eq!(shown(&mut tab), [flow(PortfolioStatus::Proposed)]);
    for status in [PortfolioStatus::Agreed, PortfolioStatus::Completed] {
        tab.ask(Do { command: Command::SetStage { item, status } }).unwrap();
        assert_eq!(shown(&mut tab), [flow(status)]);
    }
    let elsewhere = Filter { countries: vec!["BRA".into()], ..Filter::default() };
    assert!(map(&mut tab, &[MapLayer::Portfolio], elsewhere).portfolio.is_empty());
    tab.ask(Do { command: Command::SetStage { item, status: PortfolioStatus::Dropped } }).unwrap();
    assert!(shown(&mut tab).is_empty());
}
