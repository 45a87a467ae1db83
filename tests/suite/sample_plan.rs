//! What planning makes of the sample: missions, exchanges, third parties, allocations.

use std::collections::BTreeSet;

use matriz::catalog::Catalog;
use matriz::matching::Index;
use matriz::matching::answer::Band;
use matriz::planning::answer::{Gift, ThirdParty};
use matriz::planning::solve::Budget;
use matriz::planning::{Matched, Planner};
use matriz::primitive::Id;
use matriz::vocabulary::Vocabulary;

use super::sample::{offer, request, sample, settings};

/// Asks the planner about the sample, with the matches of this band and better.
fn planned<T>(least: Band, ask: impl FnOnce(&Catalog, &Planner<'_, Matched<'_>>, &mut Budget<'_>) -> T) -> T {
    let catalog = sample();
    let (index, settings) = (Index::build(&catalog, Vocabulary::carried()), settings());
    let matched = Matched::new(&index, &settings);
    let planner = Planner::new(&catalog, &matched).from_band(least);
    ask(&catalog, &planner, &mut Budget::of(40_000_000_000))
}

/// How people call an institution.
fn named(catalog: &Catalog, id: Id) -> String {
    catalog.institutions[&id].short_name().to_owned()
}

#[test]
fn two_missions_bring_three_institutions_together() {
    let missions = planned(Band::Weak, |catalog, planner, budget| {
        let found = planner.missions(budget);
        assert!(found.proof.is_best());
        let members = |start: &str| {
            let id = request(catalog, start).head.id;
            let mission = found.missions.iter().find(|one| one.request == id).expect(start);
            assert!(mission.uncovered.is_empty(), "{start}: {:?}", mission.uncovered);
            mission.members.iter().map(|one| named(catalog, one.institution)).collect::<BTreeSet<_>>()
        };
        [members("One system out of six"), members("Três peças de um mesmo")]
    });
    let [lucia, timor] = missions;
    assert_eq!(lucia, ["FOSIS", "MIDEPLAN", "MLSS"].map(str::to_owned).into());
    assert_eq!(timor.len(), 3, "{timor:?}");
    assert!(timor.contains("CNPS") && timor.contains("INAS"), "{timor:?}");
}

#[test]
fn the_best_exchanges_of_good_matches_are_three_swaps_and_a_ring() {
    let found = planned(Band::Good, |catalog, planner, budget| {
        let found = planner.exchanges(budget);
        assert!(found.proof.is_best());
        let givers = |gifts: &[Gift]| gifts.iter().map(|gift| named(catalog, gift.giver)).collect();
        found.exchanges.iter().map(|one| givers(&one.gifts)).collect::<Vec<BTreeSet<String>>>()
    });
    for wanted in [["FOSIS", "SEDESOL"], ["Acción Social", "MDS"], ["DSD", "MLSS"]] {
        let swap: BTreeSet<String> = wanted.map(str::to_owned).into();
        assert!(found.contains(&swap), "{swap:?} among {found:?}");
    }
    let rings: Vec<&BTreeSet<String>> = found.iter().filter(|one| one.len() == 3).collect();
    assert!(rings.iter().any(|ring| ring.contains("MAST") && ring.contains("DGPSN")), "{rings:?}");
}

#[test]
fn third_parties_of_the_catalog_pay_what_both_sides_leave_open() {
    planned(Band::Strong, |catalog, planner, budget| {
        let plan = planner.triangular(Vocabulary::carried(), budget);
        let pair = (
            request(catalog, "Family support for households").head.id,
            offer(catalog, "Programa Puente").head.id,
        );
        let found = plan.matches.iter().find(|one| (one.request, one.offer) == pair).expect("the pair");
        assert!(found.uncovered.len() >= 4, "{:?}", found.uncovered);
        let parties: BTreeSet<String> = found
            .suggestions
            .iter()
            .filter_map(|one| match one.party {
                ThirdParty::Institution { id, .. } => Some(named(catalog, id)),
                ThirdParty::Organisation { .. } => None,
            })
            .collect();
        assert!(parties.contains("ACDI") && parties.contains("OAS"), "{parties:?}");
    });
}

#[test]
fn the_allocations_serve_most_and_say_who_is_left_out() {
    planned(Band::Good, |_, planner, budget| {
        let comparison = planner.compare(budget);
        let served: Vec<usize> = comparison.allocations.iter().map(|one| one.figures.served).collect();
        assert!(served[0] >= 35, "{served:?}");
        assert!(served[2] < served[0], "the stable one serves fewer: {served:?}");
        assert!(comparison.allocations.iter().all(|one| one.proof.is_best() && !one.left_out.is_empty()));
    });
}
