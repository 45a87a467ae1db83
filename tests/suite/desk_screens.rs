//! What the desk answers to the screens: matches, plans, for you, the organiser's desk, searches, links.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use matriz::catalog::{AnyRecord, RecordKind};
use matriz::desk::{
    Adopt, AdoptHow, AllMatches, Command, Do, Duplicates, Fault, Filter, ForYou, GetEntry, MakePlan,
    MatchCard, MemoryShelf, NearMissesOf, OpenCatalog, OrganiserDesk, Plan, PlanAim, PortfolioItems,
    ReadLink, ShareLink, ThirdPartiesOf, ThirdPartyView, Undo, WhatLeaves,
};
use matriz::matching::answer::{Band, Gate};
use matriz::planning::answer::ThirdParty;
use matriz::primitive::Language;
use matriz::vocabulary::{Code, CostItem, Kind, PortfolioStatus, Status};

use crate::desk_help::{FILE, Tab, id, institution, offer, read, request, settings};

#[test]
fn matches_followed_edit_by_edit_are_those_of_a_fresh_start() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let preview = read(&mut tab, FILE);
    let catalog = tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    let all = AllMatches { settings: settings(), institution: None, from: 0, count: 500, lang: Language::En };
    let pairs = |tab: &mut Tab| -> Vec<_> {
        let rows = tab.ask(all.clone()).unwrap().rows.into_iter();
        let best = |best: MatchCard| (best.offer.key.id, best.explanation.score, best.explanation.band);
        rows.map(|(request, found)| (request.key.id, found.map(best))).collect()
    };
    let overview = tab.ask(all.clone()).unwrap();
    assert!(overview.total > 20);
    let bands = overview.rows.iter().map(|(_, best)| best.as_ref().map(|best| best.explanation.band));
    assert!(bands.is_sorted_by(|one, next| one >= next), "the strongest come first");
    let best = overview.rows[0].1.clone().expect("the first row has a match");
    let entry = |tab: &mut Tab, kind, id| tab.ask(GetEntry { kind, id, lang: Language::En }).unwrap().record;
    let AnyRecord::Offer(mut offer) = entry(&mut tab, RecordKind::Offer, best.offer.key.id) else { panic!() };
    let AnyRecord::Request(mut request) = entry(&mut tab, RecordKind::Request, best.request.key.id) else {
        panic!()
    };
    offer.modalities.clear();
    offer.languages = vec!["fr".into()];
    request.window = crate::desk_help::window("2027-03-01", "2027-04-01");
    let commands = [
        Command::Put(Box::new(offer.into())),
        Command::Put(Box::new(request.into())),
        Command::Delete(vec![(RecordKind::Offer, overview.rows[1].1.clone().unwrap().offer.key.id)]),
        Command::SetStatus { ids: vec![overview.rows[2].0.key.id], status: Status::Closed },
    ];
    for command in commands {
        tab.ask(Do { command }).unwrap();
        let mut fresh = Tab::open(&shelf, 9);
        fresh.ask(OpenCatalog { id: catalog.id }).unwrap();
        assert_eq!(pairs(&mut tab), pairs(&mut fresh));
    }
    tab.ask(Undo {}).unwrap();
    assert_eq!(pairs(&mut tab).len() as u32, overview.total);
}

#[test]
fn a_plan_is_made_and_taken_into_the_portfolio_as_a_whole() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    let preview = read(&mut tab, FILE);
    tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    let (settings, least) = (settings(), Band::Possible);
    let plan = |aim| MakePlan { aim, settings, least, lang: Language::Pt, patient: false };
    let view = tab.ask(plan(PlanAim::Allocations)).unwrap();
    let Plan::Allocations(comparison) = view.plan else { panic!("allocations were asked for") };
    assert_eq!(comparison.allocations.len(), 3);
    let pairs = &comparison.allocations[0].pairs;
    let mut picks: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for pair in pairs {
        picks.entry(pair.request).or_default().push(pair.offer);
    }
    assert!(!picks.is_empty());
    let before = tab.list(RecordKind::Portfolio, Filter::default()).total;
    assert!(pairs.iter().all(|pair| view.entries.iter().any(|card| card.key.id == pair.offer)));
    let expected = before + picks.len() as u32;
    let picks = picks.into_iter().collect();
    tab.ask(Do { command: Command::TakeUpAll { picks, status: PortfolioStatus::Agreed } }).unwrap();
    assert_eq!(tab.list(RecordKind::Portfolio, Filter::default()).total, expected);
    for aim in [PlanAim::Missions, PlanAim::Exchanges, PlanAim::Triangular, PlanAim::Gaps] {
        tab.ask(plan(aim)).unwrap();
    }
    tab.ask(Undo {}).unwrap();
    assert_eq!(tab.list(RecordKind::Portfolio, Filter::default()).total, before);
}

#[test]
fn a_pair_is_told_who_could_help_even_where_it_does_not_match_yet() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    for (bits, name, country) in [(1, "Fondo", "CHL"), (2, "Ministerio", "PRY"), (4, "Agencia", "JPN")] {
        tab.put(institution(bits, name, country)).unwrap();
    }
    let mut bank = institution(3, "Banco", "USA");
    bank.kind = Some(Code::Known(Kind::Multilateral));
    tab.put(bank).unwrap();
    let mut full = offer(10, id(1), "Registro social");
    full.capacity = NonZeroU32::new(1);
    tab.put(full).unwrap();
    let mut wanted = request(20, id(2), "Registro social de hogares");
    wanted.asks_cover = vec![Code::Known(CostItem::Travel)];
    tab.put(wanted).unwrap();
    let mut pays = offer(11, id(4), "Pasajes");
    pays.subjects.clear();
    pays.covers = vec![Code::Known(CostItem::Travel)];
    tab.put(pays).unwrap();
    let of = ThirdPartiesOf { request: id(20), offer: id(10), settings: settings(), lang: Language::Es };
    let view = tab.ask(of.clone()).unwrap();
    assert_eq!((view.found.uncovered.as_slice(), view.found.at_capacity), (&[CostItem::Travel][..], false));
    let institutions = |view: &ThirdPartyView| -> Vec<_> {
        let named = view.found.suggestions.iter().filter_map(|one| match one.party {
            ThirdParty::Institution { id, .. } => Some(id),
            ThirdParty::Organisation { .. } => None,
        });
        named.collect()
    };
    // Who covers what is open comes first, then whose business it is; then those of the directory for Paraguay.
    assert_eq!(institutions(&view), [id(4), id(3)]);
    assert_eq!(view.institutions.iter().map(|card| card.id).collect::<Vec<_>>(), [id(4), id(3)]);
    assert!(view.found.suggestions.len() > 2, "the directory knows Paraguay");
    assert_eq!(view.found.suggestions[0].covers, [CostItem::Travel]);

    // The one place goes to somebody else: the pair fails one gate, and help is still told.
    tab.put(request(21, id(4), "Otro registro social")).unwrap();
    let command = Command::TakeUp { request: id(21), offers: vec![id(10)], status: PortfolioStatus::Agreed };
    tab.ask(Do { command }).unwrap();
    let near = NearMissesOf { request: id(20), settings: settings(), limit: 5, lang: Language::Es };
    let near = tab.ask(near).unwrap();
    assert_eq!(near[0].near_miss.failure.gate, Gate::Capacity);
    let view = tab.ask(of.clone()).unwrap();
    assert!(view.found.at_capacity && institutions(&view) == [id(4), id(3)]);
    assert_eq!(tab.ask(ThirdPartiesOf { offer: id(99), ..of }), Err(Fault::NotFound(id(99))));
}

#[test]
fn for_you_and_for_the_organiser() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo de Solidaridad e Inversión Social", "CHL")).unwrap();
    tab.put(institution(2, "Ministerio de Desarrollo Social", "PRY")).unwrap();
    tab.put(institution(3, "Fondo de Solidaridad y Inversion Social", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro social")).unwrap();
    tab.put(request(20, id(2), "Registro social de hogares")).unwrap();
    let mut late = request(21, id(2), "Otro pedido");
    late.window = crate::desk_help::window("2026-01-01", "2026-10-31");
    tab.put(late).unwrap();

    let view = tab.ask(ForYou { institution: id(2), settings: settings(), lang: Language::Es }).unwrap();
    assert_eq!(view.requests.len(), 1);
    assert_eq!(view.requests[0].matches[0].offer.key.id, id(10));
    assert_eq!(view.lapsing[0].key.id, id(21));
    let command =
        Command::TakeUp { request: id(20), offers: vec![id(10)], status: PortfolioStatus::Proposed };
    tab.ask(Do { command }).unwrap();
    let view = tab.ask(ForYou { institution: id(1), settings: settings(), lang: Language::Es }).unwrap();
    assert_eq!(view.offers[0].matches[0].request.key.id, id(20));
    assert_eq!(view.waiting[0].what.key, "waiting.proposed");

    let pairs = tab.ask(Duplicates { lang: Language::Es }).unwrap();
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!((pairs[0].keep.id, pairs[0].other.id), (id(1), id(3)));
    let desk = tab.ask(OrganiserDesk { settings: settings(), lang: Language::Es }).unwrap();
    assert_eq!((desk.duplicates, desk.stale.total, desk.in_progress.total), (1, 1, 1));
    assert_eq!(desk.came_in.total, 3);
    assert!(desk.next.iter().any(|step| step.id == "duplicates"));

    tab.ask(Do { command: Command::Join { from: id(3), to: id(1) } }).unwrap();
    assert_eq!(tab.ask(Duplicates { lang: Language::Es }).unwrap().len(), 0);
    assert_eq!(tab.list(RecordKind::Institution, Filter::default()).total, 2);
    tab.ask(Undo {}).unwrap();
    assert_eq!(tab.list(RecordKind::Institution, Filter::default()).total, 3);
}

#[test]
fn the_portfolio_stands_by_stage_and_one_exchange_in_full() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    tab.put(institution(2, "Ministerio", "PRY")).unwrap();
    tab.put(offer(10, id(1), "Registro social")).unwrap();
    tab.put(request(20, id(2), "Registro de hogares")).unwrap();
    let command =
        Command::TakeUp { request: id(20), offers: vec![id(10)], status: PortfolioStatus::Proposed };
    let item = tab.ask(Do { command }).unwrap().record.expect("an item was made");
    let of = |institution| PortfolioItems { institution, most: 40, chosen: Some(item), lang: Language::Es };

    let view = tab.ask(of(None)).unwrap();
    assert_eq!((view.of, view.stages.len(), view.stages[0].total), (1, 1, 1));
    assert_eq!(view.stages[0].status, PortfolioStatus::Proposed);
    let detail = view.chosen.expect("the item is there");
    assert_eq!(detail.row.title.text, "Registro de hogares");
    assert_eq!(detail.row.parties.len(), 2);
    assert_eq!((detail.request.map(|card| card.key.id), detail.offers[0].key.id), (Some(id(20)), id(10)));

    tab.ask(Do { command: Command::SetStage { item, status: PortfolioStatus::Agreed } }).unwrap();
    assert_eq!(tab.ask(of(None)).unwrap().stages[0].status, PortfolioStatus::Agreed);
    assert_eq!(tab.ask(of(Some(id(1)))).unwrap().stages.len(), 1, "the provider takes part");
    assert_eq!(tab.ask(of(Some(id(9)))).unwrap().stages.len(), 0, "a stranger does not");
    let (aim, settings, least) = (PlanAim::Gaps, settings(), Band::Weak);
    let plan = MakePlan { aim, settings, least, lang: Language::Es, patient: true };
    assert_eq!(tab.ask(plan).unwrap().taken, [(id(20), id(10))]);

    tab.ask(Do { command: Command::Delete(vec![(RecordKind::Portfolio, item)]) }).unwrap();
    let view = tab.ask(of(None)).unwrap();
    assert!(view.of == 0 && view.chosen.is_none());
    tab.ask(Undo {}).unwrap();
    assert_eq!(tab.ask(of(None)).unwrap().of, 1);
}

#[test]
fn a_link_carries_a_selection() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro")).unwrap();
    tab.put(offer(11, id(1), "Otro")).unwrap();
    let what = WhatLeaves::Selection(BTreeSet::from([id(11)]));
    let link = tab.ask(ShareLink { what }).unwrap();
    assert_eq!((link.counts.offers, link.counts.institutions), (1, 1));
    let mut elsewhere = Tab::open(&MemoryShelf::default(), 2);
    let cut = link.fragment[..link.fragment.len() - 9].to_owned();
    assert!(matches!(elsewhere.ask(ReadLink { fragment: cut }), Err(Fault::Refused(_))));
    let preview = elsewhere.ask(ReadLink { fragment: link.fragment }).unwrap();
    elsewhere.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    assert_eq!(elsewhere.list(RecordKind::Offer, Filter::default()).entries[0].key.id, id(11));
}

#[test]
fn a_search_finds_across_languages_and_facets_count_each_other() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    let preview = read(&mut tab, FILE);
    tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    let search = |text: &str| Filter { text: text.into(), ..Filter::default() };
    let spanish = tab.list(RecordKind::Offer, search("registro social"));
    let english = tab.list(RecordKind::Offer, search("social registry"));
    let ids = |list: &matriz::desk::ListView| -> BTreeSet<_> {
        list.entries.iter().map(|card| card.key.id).collect()
    };
    assert!(spanish.total > 0);
    assert!(ids(&spanish).intersection(&ids(&english)).count() > 0);

    let all = tab.list(RecordKind::Offer, Filter::default());
    let countries = all.facets.iter().find(|facet| facet.field == "countries").unwrap();
    let first = &countries.values[0];
    let chosen = Filter { countries: vec![first.id.clone()], ..Filter::default() };
    let list = tab.list(RecordKind::Offer, chosen);
    assert_eq!(list.total, first.count);
    // The facet itself still shows the other countries; other facets only what is left.
    let again = list.facets.iter().find(|facet| facet.field == "countries").unwrap();
    assert_eq!(again.values.len(), countries.values.len());
    let standing = list.facets.iter().find(|facet| facet.field == "standing").unwrap();
    assert_eq!(standing.values.iter().map(|value| value.count).sum::<u32>(), list.total);
}
