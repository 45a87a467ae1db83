//! Plans over catalogs: a table of numbers stands in for matching, so that every answer can be checked by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use matriz::catalog::{Catalog, Head, Institution, PortfolioItem};
use matriz::matching::answer::{Band, Gate};
use matriz::planning::answer::{Allocation, Objective, Proof, Stopped, ThirdParty};
use matriz::planning::solve::{Budget, Progress};
use matriz::planning::{Candidates, Planner};
use matriz::primitive::{Id, Text, Window};
use matriz::vocabulary::{CostItem, Kind, PortfolioStatus, Sector, Status, Topic, Vocabulary};
use proptest::prelude::*;

use super::support::table::{INSTITUTION, OFFER, REQUEST, Table, catalog, plain, table};

fn plan(catalog: &Catalog, table: &Table, objective: Objective) -> Allocation {
    let comparison = Planner::new(catalog, table).allocate(objective, &mut Budget::unlimited());
    comparison.allocations.into_iter().next().unwrap()
}

#[test]
fn most_served_and_most_benefit_differ_where_they_must() {
    // Request 0 fits both offers well, request 1 only offer 0, and not very well.
    let catalog = catalog(&[Some(1), Some(1)], &[1, 1]);
    let table = table(&[(0, 0, 900), (0, 1, 100), (1, 0, 700)], 2);
    let served = plan(&catalog, &table, Objective::Served);
    assert_eq!((served.figures.served, served.figures.total), (2, 0.8));
    let benefit = plan(&catalog, &table, Objective::Benefit);
    assert_eq!((benefit.figures.served, benefit.figures.total, benefit.figures.mean), (1, 0.9, 0.9));
    assert_eq!(benefit.left_out[0].request, Id::from_u128(REQUEST + 1));
    assert_eq!(benefit.left_out[0].reason.key, "plan.why.taken.benefit");
    assert!(served.left_out.is_empty() && served.proof == Proof::Best);
}

#[test]
fn capacity_left_and_providers_wanted_are_derived() {
    let catalog = catalog(&[Some(3), None], &[3, 1]);
    let mut table = table(&[(0, 0, 900), (0, 1, 800), (1, 0, 600), (1, 1, 550)], 2);
    // Two of the three places of offer 0 are taken; request 0 has one of its three providers.
    table.taken = BTreeMap::from([(0, 2), (1, 5)]);
    table.providers = BTreeMap::from([(0, 1)]);
    let plan = plan(&catalog, &table, Objective::Served);
    // Request 0 is served already: request 1 comes first. An offer that states nothing has room for one more.
    let pairs: Vec<(u128, u128)> =
        plan.pairs.iter().map(|it| (plain(it.request, REQUEST), plain(it.offer, OFFER))).collect();
    assert_eq!(pairs, [(0, 0), (1, 1)]);
    assert_eq!((plan.figures.served, plan.figures.fully_served), (2, 1));
    let comparison = Planner::new(&catalog, &table).compare(&mut Budget::unlimited());
    assert_eq!(comparison.assumptions.len(), 1);
    assert_eq!(comparison.allocations.len(), 3);
}

#[test]
fn who_is_closed_or_lapsed_or_has_enough_is_not_planned_for() {
    let mut catalog = catalog(&[Some(5)], &[1, 1, 1, 1]);
    catalog.requests.get_mut(&Id::from_u128(REQUEST)).unwrap().status = Status::Closed;
    let lapsed = Window::new(None, Some("2026-11-21".parse().unwrap())).unwrap();
    catalog.requests.get_mut(&Id::from_u128(REQUEST + 1)).unwrap().window = lapsed;
    let mut table = table(&[(0, 0, 900), (1, 0, 900), (2, 0, 900), (3, 0, 900)], 1);
    table.providers = BTreeMap::from([(2, 1)]);
    let plan = plan(&catalog, &table, Objective::Served);
    assert_eq!((plan.figures.requests, plan.figures.pairs), (1, 1));
}

#[test]
fn a_request_without_a_match_is_told_the_gate_most_offers_fail() {
    let catalog = catalog(&[Some(1); 4], &[1, 1]);
    let mut table = table(&[], 4);
    table.fails = BTreeMap::from([((0, 0), Gate::Time), ((0, 1), Gate::Form), ((0, 2), Gate::Time)]);
    let plan = plan(&catalog, &table, Objective::Benefit);
    let told: Vec<(&str, Option<Gate>)> =
        plan.left_out.iter().map(|out| (out.reason.key.as_str(), out.gate)).collect();
    assert_eq!(told, [("plan.why.time", Some(Gate::Time)), ("plan.why.subject", Some(Gate::Subject))]);
}

#[test]
fn weak_matches_are_left_out_where_that_is_asked() {
    let catalog = catalog(&[Some(1)], &[1]);
    let table = table(&[(0, 0, 400)], 1);
    let planner = Planner::new(&catalog, &table).from_band(Band::Good);
    let plan = &planner.allocate(Objective::Served, &mut Budget::unlimited()).allocations[0];
    assert_eq!((plan.pairs.len(), plan.left_out.len()), (0, 1));
    assert_eq!(plan.left_out[0].reason.key, "plan.why.weak");
    let gaps = planner.gaps(Vocabulary::carried(), &mut Budget::unlimited());
    assert_eq!(gaps.cells[0].reason.as_ref().unwrap().key, "plan.gap.weak");
}

#[test]
fn a_mission_brings_institutions_together_that_none_can_replace() {
    let catalog = catalog(&[Some(1); 4], &[1]);
    let mut table = table(&[(0, 1, 900), (0, 2, 800), (0, 3, 100)], 4);
    table.subjects = 3;
    table.covers = BTreeMap::from([
        ((0, 1), vec![true, false, false]),
        ((0, 2), vec![false, true, true]),
        ((0, 3), vec![false, false, true]),
    ]);
    let found = Planner::new(&catalog, &table).missions(&mut Budget::unlimited());
    let members: Vec<(u128, usize)> = found.missions[0]
        .members
        .iter()
        .map(|member| (plain(member.institution, INSTITUTION), member.brings.len()))
        .collect();
    assert_eq!(members, [(1, 1), (2, 2)]);
    table.covers.insert((0, 2), vec![false, true, false]);
    table.covers.insert((0, 3), vec![false, false, false]);
    let found = Planner::new(&catalog, &table).missions(&mut Budget::unlimited());
    assert_eq!(found.missions[0].uncovered, ["subject-2"]);
    // One institution that covers everything needs no mission.
    table.covers.insert((0, 1), vec![true; 3]);
    assert!(Planner::new(&catalog, &table).missions(&mut Budget::unlimited()).missions.is_empty());
}

#[test]
fn an_exchange_says_who_gives_what_to_whom() {
    let catalog = catalog(&[Some(1); 3], &[1; 3]);
    // 0 gives to 1, 1 to 2, 2 to 0; 0 and 1 could also swap.
    let table = table(&[(1, 0, 800), (2, 1, 700), (0, 2, 600), (0, 1, 900)], 3);
    let found = Planner::new(&catalog, &table).exchanges(&mut Budget::unlimited());
    assert_eq!((found.total, found.bound, found.proof), (2.1, 2.1, Proof::Best));
    let gifts: Vec<(u128, u128)> = found.exchanges[0]
        .gifts
        .iter()
        .map(|gift| (plain(gift.giver, INSTITUTION), plain(gift.taker, INSTITUTION)))
        .collect();
    assert_eq!(gifts, [(0, 1), (1, 2), (2, 0)]);
}

#[test]
fn third_parties_cover_what_is_open() {
    let mut catalog = catalog(&[Some(1), Some(1), Some(1)], &[1]);
    let request = catalog.requests.get_mut(&Id::from_u128(REQUEST)).unwrap();
    request.asks_cover = vec![CostItem::Travel.into(), CostItem::Materials.into()];
    request.sectors = vec![Sector::ChildhoodAndYouth.into()];
    let offer = catalog.offers.get_mut(&Id::from_u128(OFFER + 1)).unwrap();
    offer.covers = vec![CostItem::Materials.into()];
    catalog.offers.get_mut(&Id::from_u128(OFFER + 2)).unwrap().covers = vec![CostItem::Travel.into()];
    catalog.institutions.get_mut(&Id::from_u128(INSTITUTION)).unwrap().country = Some("CHL".into());
    let mut bank = Institution::new(Head::new(Id::from_u128(INSTITUTION + 9)), Text::plain("Bank"));
    bank.kind = Some(Kind::Multilateral.into());
    catalog.put(bank.into());
    let table = table(&[(0, 1, 900)], 3);
    let vocabulary = Vocabulary::carried();
    let found = Planner::new(&catalog, &table).triangular(vocabulary, &mut Budget::unlimited());
    let [triangular] = &found.matches[..] else { panic!("one match needs a third party: {found:?}") };
    assert_eq!(triangular.uncovered, [CostItem::Travel]);
    let names: Vec<String> = triangular
        .suggestions
        .iter()
        .map(|suggestion| match &suggestion.party {
            ThirdParty::Institution { id, .. } => plain(*id, INSTITUTION).to_string(),
            ThirdParty::Organisation { abbreviation, .. } => abbreviation.clone(),
        })
        .collect();
    assert_eq!(names[..3], ["2", "9", "WFP"]);
}

#[test]
fn a_full_provider_is_a_reason_to_look_for_a_third_party() {
    let catalog = catalog(&[Some(1), Some(1)], &[1]);
    let mut table = table(&[], 2);
    table.fails = BTreeMap::from([((0, 1), Gate::Capacity)]);
    table.taken = BTreeMap::from([(1, 1)]);
    let found = Planner::new(&catalog, &table).triangular(Vocabulary::carried(), &mut Budget::unlimited());
    assert_eq!(found.matches[0].offer, Id::from_u128(OFFER + 1));
    assert!(found.matches[0].at_capacity);
}

#[test]
fn gaps_name_unmet_demand_and_idle_supply() {
    let mut catalog = catalog(&[Some(1), Some(1)], &[1, 1]);
    let subject = |topic: Topic| matriz::catalog::Subject {
        topic: Some(topic.into()),
        ..matriz::catalog::Subject::default()
    };
    let offers: Vec<Id> = catalog.offers.keys().copied().collect();
    catalog.offers.get_mut(&offers[0]).unwrap().subjects = vec![subject(Topic::Disability)];
    catalog.offers.get_mut(&offers[1]).unwrap().subjects = vec![subject(Topic::StaffEvaluation)];
    let requests: Vec<Id> = catalog.requests.keys().copied().collect();
    catalog.requests.get_mut(&requests[0]).unwrap().subjects = vec![subject(Topic::Disability)];
    catalog.requests.get_mut(&requests[1]).unwrap().subjects = vec![subject(Topic::ManagementTools)];
    let mut table = table(&[], 2);
    table.fails = BTreeMap::from([((0, 0), Gate::Form)]);
    let gaps = Planner::new(&catalog, &table).gaps(Vocabulary::carried(), &mut Budget::unlimited());
    let of = |topic: Topic| gaps.cells.iter().find(|gap| gap.cell.topic == Some(topic)).unwrap();
    assert_eq!((of(Topic::Disability).unmet.len(), of(Topic::Disability).failing), (1, Some(Gate::Form)));
    assert_eq!(of(Topic::ManagementTools).reason.as_ref().unwrap().key, "plan.gap.none");
    assert_eq!((of(Topic::StaffEvaluation).demand.len(), of(Topic::StaffEvaluation).idle.len()), (0, 1));
    assert!(of(Topic::Disability).cell.quadrant.is_some(), "the vocabulary says which column a topic is in");
}

#[test]
fn a_plan_that_is_cancelled_says_so_everywhere() {
    let catalog = catalog(&[Some(1)], &[1]);
    let table = table(&[(0, 0, 900)], 1);
    let planner = Planner::new(&catalog, &table);
    let stop = || |_: Progress| ControlFlow::Break(());
    let not_proven = Proof::NotProven(Stopped::Cancelled);
    let comparison = planner.compare(&mut Budget::watched(u64::MAX, &mut stop()));
    for allocation in comparison.allocations {
        assert_eq!((allocation.proof, allocation.pairs.len()), (not_proven, 0));
        assert_eq!(allocation.left_out[0].reason.key, "plan.why.stopped");
    }
    assert_eq!(planner.missions(&mut Budget::watched(u64::MAX, &mut stop())).proof, not_proven);
    assert_eq!(planner.exchanges(&mut Budget::watched(u64::MAX, &mut stop())).proof, not_proven);
    let vocabulary = Vocabulary::carried();
    assert_eq!(planner.gaps(vocabulary, &mut Budget::watched(u64::MAX, &mut stop())).proof, not_proven);
    assert_eq!(planner.triangular(vocabulary, &mut Budget::watched(u64::MAX, &mut stop())).proof, not_proven);
}

#[test]
fn agreed_exchanges_use_capacity_in_the_real_index() {
    let mut catalog = catalog(&[None, Some(1)], &[2]);
    let mut item = PortfolioItem {
        head: Head::new(Id::from_u128(9)),
        status: PortfolioStatus::Agreed,
        request: Some(Id::from_u128(REQUEST)),
        offers: vec![Id::from_u128(OFFER + 1)],
        parties: Vec::new(),
    };
    let settings = matriz::matching::answer::Settings::on("2026-11-22".parse().unwrap());
    let figures = |catalog: &Catalog| {
        let index = matriz::matching::Index::build(catalog, Vocabulary::carried());
        let matched = matriz::planning::Matched::new(&index, &settings);
        (matched.taken(Id::from_u128(OFFER + 1)), matched.providers(Id::from_u128(REQUEST)))
    };
    catalog.put(item.clone().into());
    assert_eq!(figures(&catalog), (1, 1));
    item.status = PortfolioStatus::Proposed;
    catalog.put(item.into());
    assert_eq!(figures(&catalog), (0, 0));
}

#[test]
fn every_message_of_planning_is_worded_in_four_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let keys: BTreeSet<&str> = matriz::planning::messages::KEYS.iter().copied().collect();
    assert_eq!(keys.len(), matriz::planning::messages::KEYS.len());
    for language in ["en", "es", "pt", "fr"] {
        let text = fs::read_to_string(root.join(format!("locales/{language}.json"))).unwrap();
        let messages: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        for key in &keys {
            assert!(messages.contains_key(*key), "locales/{language}.json lacks {key}");
        }
    }
    // Every key that the sources name is in the list, and the other way round.
    let mut named = BTreeSet::new();
    for file in fs::read_dir(root.join("src/planning")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("messages.rs") {
            let text = fs::read_to_string(path).unwrap();
            named.extend(text.split('"').filter(|it| it.starts_with("plan.")).map(str::to_owned));
        }
    }
    assert_eq!(named.iter().map(String::as_str).collect::<BTreeSet<_>>(), keys);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Served and left out part the requests; places and needs are kept; the objectives order the figures.
    #[test]
    fn every_allocation_adds_up(
        scores in prop::collection::btree_map((0..5_u128, 0..5_u128), 1..1000_u32, 0..15),
        capacities in prop::collection::vec(prop::option::of(1..3_u32), 5),
        needs in prop::collection::vec(1..3_u32, 5),
        taken in prop::collection::btree_map(0..5_u128, 0..3_u32, 0..5),
    ) {
        let catalog = catalog(&capacities, &needs);
        let table = Table { scores, offers: 5, taken, ..Table::default() };
        let comparison = Planner::new(&catalog, &table).compare(&mut Budget::unlimited());
        let [served, benefit, stable] = &comparison.allocations[..] else { panic!("three allocations") };
        for plan in &comparison.allocations {
            let with: BTreeSet<Id> = plan.pairs.iter().map(|pair| pair.request).collect();
            let without: BTreeSet<Id> = plan.left_out.iter().map(|out| out.request).collect();
            prop_assert!(with.is_disjoint(&without));
            prop_assert_eq!(with.len() + without.len(), plan.figures.requests);
            prop_assert_eq!(plan.figures.served, with.len());
            for (at, capacity) in (0..).zip(&capacities) {
                let used = plan.pairs.iter().filter(|pair| plain(pair.offer, OFFER) == at).count() as u32;
                let taken = table.taken.get(&at).copied().unwrap_or(0);
                prop_assert!(used <= capacity.map_or(1, |capacity| capacity.saturating_sub(taken)));
            }
            let total: f64 = plan.pairs.iter().map(|pair| pair.score).sum();
            prop_assert!((total - plan.figures.total).abs() < 1e-9);
        }
        prop_assert!(served.figures.served >= benefit.figures.served.max(stable.figures.served));
        prop_assert!(benefit.figures.total >= served.figures.total.max(stable.figures.total) - 1e-9);
    }
}
