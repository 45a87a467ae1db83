//! What a plan tells beside its pairs: figures, assumptions, gifts, members of missions, third parties, gaps.

use std::collections::{BTreeMap, BTreeSet};

use matriz::catalog::{Catalog, Head, Institution, Join, Subject};
use matriz::matching::answer::Band;
use matriz::planning::answer::{Allocation, Objective, Suggestion, ThirdParty};

use matriz::planning::solve::{Budget, MOST_SUBJECTS};
use matriz::planning::{Candidates, Directory, Planner};
use matriz::primitive::{Arg, Id, Text, Window};
use matriz::vocabulary::{Coded, CostItem, Kind, Role, Sector, Status, Topic, Vocabulary};

use super::support::table::{INSTITUTION, OFFER, REQUEST, Table, catalog, plain, table};

fn plan(catalog: &Catalog, table: &Table, objective: Objective) -> Allocation {
    let comparison = Planner::new(catalog, table).allocate(objective, &mut Budget::unlimited());
    comparison.allocations.into_iter().next().unwrap()
}

fn pairs(plan: &Allocation) -> Vec<(u128, u128)> {
    plan.pairs.iter().map(|it| (plain(it.request, REQUEST), plain(it.offer, OFFER))).collect()
}

#[test]
fn who_has_a_provider_already_waits_for_who_has_none() {
    let catalog = catalog(&[Some(1)], &[2, 1]);
    let mut table = table(&[(0, 0, 900), (1, 0, 600)], 1);
    table.providers = BTreeMap::from([(0, 1)]);
    let served = plan(&catalog, &table, Objective::Served);
    assert_eq!(pairs(&served), [(1, 0)]);
    // Request 0 is served by what is agreed, and still lacks one provider.
    assert_eq!((served.figures.served, served.figures.fully_served), (2, 1));
    assert_eq!(pairs(&plan(&catalog, &table, Objective::Benefit)), [(0, 0)]);
}

#[test]
fn the_mean_is_that_of_the_pairs_and_only_guessed_capacities_are_told() {
    let catalog = catalog(&[Some(2), None], &[1, 1, 1]);
    let table = table(&[(0, 0, 900), (1, 0, 600), (2, 1, 300)], 2);
    let comparison = Planner::new(&catalog, &table).compare(&mut Budget::unlimited());
    let figures = comparison.allocations[0].figures;
    assert_eq!((figures.pairs, figures.total, figures.fully_served), (3, 1.8, 3));
    assert!((figures.mean - 0.6).abs() < 1e-12);
    assert_eq!(comparison.assumptions[0].args, [("n".to_owned(), Arg::Number(1.0))]);
    // Nothing was guessed of offers that all state their capacity.
    let stated = super::support::table::catalog(&[Some(2), Some(1)], &[1, 1, 1]);
    assert!(Planner::new(&stated, &table).compare(&mut Budget::unlimited()).assumptions.is_empty());
}

#[test]
fn matches_are_cut_at_half_a_million_and_it_is_told() {
    // Of 12,500 requests the best forty matches each are looked at.
    let cut = |matches: u128| {
        let catalog = catalog(&vec![Some(1); matches as usize], &vec![1; 12_500]);
        let scores: Vec<(u128, u128, u32)> = (0..matches).map(|offer| (0, offer, 900)).collect();
        let table = Table { offers: 0, ..table(&scores, matches) };
        let found = Planner::new(&catalog, &table).allocate(Objective::Benefit, &mut Budget::unlimited());
        found.assumptions.into_iter().map(|said| (said.key, said.args)).collect::<Vec<_>>()
    };
    assert_eq!(cut(40), []);
    let forty = vec![("n".to_owned(), Arg::Number(40.0))];
    assert_eq!(cut(41), [("plan.assumed.candidates".to_owned(), forty)]);
}

#[test]
fn why_nothing_fits_is_looked_up_for_two_million_pairs_and_no_more() {
    let catalog = catalog(&[Some(1); 2_000], &[1; 1_001]);
    let plan = plan(&catalog, &Table::default(), Objective::Benefit);
    let keys: Vec<&str> = plan.left_out.iter().map(|out| out.reason.key.as_str()).collect();
    let (looked_up, last) = keys.split_at(1_000);
    assert!(looked_up.iter().all(|key| *key == "plan.why.subject"), "{looked_up:?}");
    assert_eq!(last, ["plan.why.none"]);
}

#[test]
fn each_offer_chooses_by_its_own_score_of_the_request() {
    // Both requests want the one place; its provider scores the second higher, who comes after the first.
    let one_place = table(&[(0, 2, 900), (1, 2, 600)], 3);
    assert_eq!(pairs(&plan(&catalog(&[Some(1); 3], &[1; 2]), &one_place, Objective::Stable)), [(1, 2)]);
    // Every request wants every offer; each offer takes the one whose request its provider scores highest.
    let catalog = catalog(&[Some(1); 3], &[1; 3]);
    let all: Vec<(u128, u128, u32)> =
        (0..9).map(|at| (at / 3, at % 3, 600 + (at * 37 % 300) as u32)).collect();
    let table = table(&all, 3);
    let stable = pairs(&plan(&catalog, &table, Objective::Stable));
    assert_eq!(stable.len(), 3);
    let offers: Vec<Id> = (0..3).map(|at| Id::from_u128(OFFER + at)).collect();
    let by_offer = |request: u128, offer: u128| {
        table.provider_scores(Id::from_u128(REQUEST + request), &offers)[offer as usize]
    };
    for (request, offer, score) in all {
        let has = |pair: &&(u128, u128)| pair.0 == request;
        let holds = |pair: &&(u128, u128)| pair.1 == offer;
        let (_, given) = stable.iter().find(has).unwrap();
        let (holder, _) = stable.iter().find(holds).unwrap();
        let would_rather = score > table.scores[&(request, *given)];
        assert!(!(would_rather && by_offer(request, offer) > by_offer(*holder, offer)), "{request} {offer}");
    }
}

#[test]
fn of_several_gifts_between_two_institutions_the_best_counts() {
    let mut catalog = catalog(&[Some(1); 3], &[1; 2]);
    // Offer 2 is of institution 0 too.
    catalog.offers.get_mut(&Id::from_u128(OFFER + 2)).unwrap().institution = Id::from_u128(INSTITUTION);
    let gift = |scores: &[(u128, u128, u32)]| {
        let found = Planner::new(&catalog, &table(scores, 3)).exchanges(&mut Budget::unlimited());
        let gift = found.exchanges[0].gifts[0];
        (plain(gift.planned.offer, OFFER), gift.planned.score)
    };
    assert_eq!(gift(&[(1, 0, 600), (1, 2, 800), (0, 1, 700)]), (2, 0.8));
    assert_eq!(gift(&[(1, 0, 800), (1, 2, 600), (0, 1, 700)]), (0, 0.8));
    assert_eq!(gift(&[(1, 0, 800), (1, 2, 800), (0, 1, 700)]), (0, 0.8), "of equals the first");
}

#[test]
fn a_mission_takes_the_better_offer_of_an_institution_and_tells_the_mean() {
    let mut catalog = catalog(&[Some(1); 4], &[1]);
    catalog.offers.get_mut(&Id::from_u128(OFFER + 3)).unwrap().institution = Id::from_u128(INSTITUTION + 1);
    let mut table = table(&[(0, 1, 900), (0, 2, 800), (0, 3, 700)], 4);
    table.subjects = 2;
    table.covers = BTreeMap::from([
        ((0, 1), vec![true, false]),
        ((0, 2), vec![false, true]),
        ((0, 3), vec![true, false]),
    ]);
    for (first, second, best) in [(0.4, 0.8, 3), (0.8, 0.4, 1), (0.8, 0.8, 1)] {
        table.covering = BTreeMap::from([((0, 1), first), ((0, 3), second), ((0, 2), 0.2)]);
        let found = Planner::new(&catalog, &table).missions(&mut Budget::unlimited());
        let brings = &found.missions[0].members[0].brings;
        assert_eq!((brings.len(), plain(brings[0].offer, OFFER), brings[0].score), (1, best, 0.8));
        assert!((found.missions[0].mean - 0.5).abs() < 1e-12);
    }
}

#[test]
fn so_many_subjects_are_still_looked_at_and_no_more() {
    let catalog = catalog(&[Some(1)], &[1]);
    let mut table = table(&[], 1);
    for (subjects, key) in
        [(0, "uncovered"), (1, "too-many"), (2, "too-many")].map(|(more, key)| (MOST_SUBJECTS + more, key))
    {
        table.subjects = subjects;
        let found = Planner::new(&catalog, &table).missions(&mut Budget::unlimited());
        assert_eq!(found.missions[0].summary.key, format!("plan.mission.{key}"), "{subjects} subjects");
    }
}

#[test]
fn the_first_match_that_is_good_enough_may_stand_far_down() {
    // Twenty-five matches: the first of them score high and are weak all the same.
    let catalog = catalog(&[Some(1); 25], &[1]);
    let scores: Vec<(u128, u128, u32)> = (0..25).map(|at| (0, at, 990 - at as u32)).collect();
    let mut table = table(&scores, 25);
    for weak in [0, 3, 20, 24] {
        table.weak = (0..weak).map(|offer| (0, offer)).collect();
        let unmet = |least| {
            let planner = Planner::new(&catalog, &table).from_band(least);
            let gaps = planner.gaps(Vocabulary::carried(), &mut Budget::unlimited());
            gaps.cells.iter().map(|gap| gap.unmet.len()).sum::<usize>()
        };
        assert_eq!((unmet(Band::Weak), unmet(Band::Good)), (0, 0), "{weak} weak ones first");
        let mut needs_help = catalog.clone();
        let request = needs_help.requests.get_mut(&Id::from_u128(REQUEST)).unwrap();
        request.asks_cover = vec![CostItem::Travel.into()];
        let planner = Planner::new(&needs_help, &table).from_band(Band::Good);
        let found = planner.triangular(Vocabulary::carried(), &mut Budget::unlimited());
        assert_eq!(plain(found.matches[0].offer, OFFER), weak);
    }
}

#[test]
fn an_entry_without_topics_stands_under_its_sector_and_who_is_closed_is_no_supply() {
    let mut catalog = catalog(&[Some(1); 4], &[]);
    let offer = |at: u128| Id::from_u128(OFFER + at);
    for at in 0..3 {
        catalog.offers.get_mut(&offer(at)).unwrap().sectors = vec![Sector::Health.into()];
    }
    catalog.offers.get_mut(&offer(1)).unwrap().status = Status::Closed;
    let lapsed = Window::new(None, Some("2026-11-21".parse().unwrap())).unwrap();
    catalog.offers.get_mut(&offer(2)).unwrap().window = lapsed;
    let topic = Subject { topic: Some(Topic::Disability.into()), ..Subject::default() };
    catalog.offers.get_mut(&offer(3)).unwrap().subjects = vec![topic];
    let gaps = Planner::new(&catalog, &table(&[], 4)).gaps(Vocabulary::carried(), &mut Budget::unlimited());
    let cells: Vec<_> =
        gaps.cells.iter().map(|gap| (gap.cell.sector, gap.cell.topic, &gap.idle[..])).collect();
    assert_eq!(
        cells,
        [(Some(Sector::Health), None, &[offer(0)][..]), (None, Some(Topic::Disability), &[offer(3)][..])]
    );
}

fn backer(catalog: &mut Catalog, at: u128, kind: Kind) -> Id {
    let id = Id::from_u128(INSTITUTION + at);
    let mut institution = Institution::new(Head::new(id), Text::plain("Third"));
    institution.kind = Some(kind.into());
    catalog.put(institution.into());
    id
}

#[test]
fn third_parties_come_in_order_of_what_they_would_do() {
    let mut catalog = catalog(&[Some(1); 5], &[1]);
    let request = catalog.requests.get_mut(&Id::from_u128(REQUEST)).unwrap();
    request.asks_cover = vec![CostItem::Travel.into(), CostItem::Materials.into()];
    let covers =
        [vec![CostItem::Travel], vec![CostItem::Financing], vec![CostItem::Travel, CostItem::Materials]];
    for (at, covers) in (2..).zip(covers) {
        catalog.offers.get_mut(&Id::from_u128(OFFER + at)).unwrap().covers =
            covers.into_iter().map(Into::into).collect();
    }
    let first = backer(&mut catalog, 10, Kind::BilateralAgency);
    let joined = backer(&mut catalog, 11, Kind::Multilateral);
    catalog.put(Join { head: Head::new(Id::from_u128(9)), from: joined, to: first }.into());
    backer(&mut catalog, 12, Kind::Government);
    let table = table(&[(0, 1, 900)], 5);
    let told = |catalog: &Catalog| -> Vec<(u128, &'static str, Role, String)> {
        let found = Planner::new(catalog, &table).triangular(Vocabulary::carried(), &mut Budget::unlimited());
        let one = |it: &Suggestion| match &it.party {
            ThirdParty::Institution { id, entry } => {
                let from = if entry.is_some() { "says so" } else { "by kind" };
                (plain(*id, INSTITUTION), from, it.role, it.reason.key.clone())
            }
            other => panic!("no country, no directory: {other:?}"),
        };
        found.matches[0].suggestions.iter().map(one).collect()
    };
    let key = |end: &str| format!("plan.third.{end}");
    let expected = [
        (4, "says so", Role::Financing, key("covers")),
        (2, "says so", Role::Financing, key("covers")),
        (3, "says so", Role::Financing, key("finances")),
        (10, "by kind", Role::Facilitating, key("kind")),
    ];
    assert_eq!(told(&catalog), expected);
    // Of many the best five are told.
    for at in 20..30 {
        backer(&mut catalog, at, Kind::Multilateral);
    }
    let many = told(&catalog);
    assert_eq!((many.len(), &many[..4]), (5, &expected[..]));
}

#[test]
fn a_full_offer_is_scored_by_the_mean_of_what_it_covers() {
    let catalog = catalog(&[Some(1), Some(1)], &[1]);
    let mut table = table(&[], 2);
    table.fails = BTreeMap::from([((0, 1), matriz::matching::answer::Gate::Capacity)]);
    table.taken = BTreeMap::from([(1, 1)]);
    table.subjects = 3;
    table.covers = BTreeMap::from([((0, 1), vec![true; 3])]);
    table.covering = BTreeMap::from([((0, 1), 0.6)]);
    let found = Planner::new(&catalog, &table).triangular(Vocabulary::carried(), &mut Budget::unlimited());
    assert!((found.matches[0].score - 0.6).abs() < 1e-12);
}

#[test]
fn the_directory_speaks_of_a_country_by_its_own_row_or_its_region() {
    let directory = Directory::carried();
    assert_eq!(directory.organisations().len(), 20);
    let known: BTreeSet<&str> = directory.organisations().iter().map(|it| it.abbreviation.as_str()).collect();
    assert_eq!(known.len(), 20);
    let all = [Sector::ChildhoodAndYouth, Sector::Health];
    // The Bahamas have no row of their own, Mexico is in no region of the survey.
    let bahamas = directory.support("BHS", "caribbean", &all);
    assert!(!bahamas.is_empty() && bahamas.iter().all(|support| support.is_regional));
    let world_bank = bahamas.iter().find(|support| support.organisation.id == "wbg").unwrap();
    assert_eq!(world_bank.programme, Some("South-South Experience Exchange Trust Fund"));
    assert!(
        directory.support("MEX", "north-america", Sector::ALL).iter().any(|support| !support.is_regional)
    );
}
