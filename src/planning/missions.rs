//! Missions: institutions that together cover a request which none of them covers alone.
//!
//! The subjects of a request are its topics, sub-topics and sectors. An institution covers a subject when one of its
//! offers, itself a match of the request, does; the covering score is the one the pair would have if that subject
//! alone were asked. An institution comes with all its offers.

use std::collections::BTreeMap;

use super::answer::{Brings, Member, Mission, Missions, Proof};
use super::candidates::{Candidates, Cover};
use super::planner::{LOOK, Planner, scaled, unscaled};
use super::solve::{self, Budget, Coverer, MOST_SUBJECTS, NoMission, missions};
use crate::catalog::Request;
use crate::primitive::{Arg, Id, Said};

/// Share of a subject from which it counts as covered. The whole covers a part and a part the whole (0.7 and more),
/// a topic its sector (0.6); a neighbouring sub-topic (0.35) does not, nor a whole sector its topics (0.25).
const COVERED: f64 = 0.5;

/// For each subject: the best covering score and the offer; none where it is not covered.
type Bring = Vec<Option<(u32, Id)>>;

/// What each institution brings.
type Brought = BTreeMap<Id, Bring>;

impl<C: Candidates> Planner<'_, C> {
    /// A mission for every request with several subjects that no institution covers alone.
    pub fn missions(&self, budget: &mut Budget<'_>) -> Missions {
        let asking: Vec<&Request> = self.asking().collect();
        let mut found = Missions { missions: Vec::new(), proof: Proof::Best };
        for (at, request) in asking.iter().enumerate() {
            let share = |at: usize| at as f64 / asking.len() as f64;
            budget.stage(share(at), share(at + 1));
            if let Err(stopped) = budget.spend(LOOK) {
                found.proof = Proof::NotProven(stopped);
                break;
            }
            if let Some(mission) = self.mission(request.head.id, budget) {
                found.proof = found.proof.and(mission.proof);
                found.missions.push(mission);
            }
        }
        found
    }

    /// The mission of one request; none where one institution covers it, or it has fewer than two subjects.
    pub fn mission(&self, request: Id, budget: &mut Budget<'_>) -> Option<Mission> {
        let subjects = self.candidates.subjects(request);
        if subjects.len() < 2 {
            return None;
        }
        if subjects.len() > MOST_SUBJECTS {
            return Some(not_covered(request, subjects, NoMission::TooManySubjects));
        }
        let coverers = self.candidates.coverers(request, COVERED, self.least);
        // A stop is heard with the next request, or by the solver.
        let _ = budget.spend(LOOK * coverers.len() as u64);
        let missing = self.missing(&coverers, subjects.len())?;
        if !missing.is_empty() {
            return Some(not_covered(request, subjects, NoMission::Uncovered(missing)));
        }
        let brought = self.brought(request, &coverers, subjects.len());
        let score = |brings: &Option<(u32, Id)>| brings.map_or(0, |(score, _)| score);
        let coverers: Vec<Coverer> =
            brought.values().map(|brings| Coverer { scores: brings.iter().map(score).collect() }).collect();
        let answer = match missions(subjects.len(), &coverers, budget) {
            Ok(cover) => covered(request, subjects, &brought, &cover),
            Err(none) => not_covered(request, subjects, none),
        };
        Some(answer)
    }

    /// The subjects that nobody covers; none where one institution covers all of them alone.
    fn missing(&self, coverers: &[(Id, u64)], subjects: usize) -> Option<Vec<usize>> {
        let all = (1_u64 << subjects) - 1;
        let mut together = BTreeMap::<Id, u64>::new();
        for (offer, covered) in coverers {
            let Some(giver) = self.giver(*offer) else { continue };
            let so_far = together.entry(giver).or_default();
            *so_far |= covered;
            if *so_far == all {
                return None;
            }
        }
        let covered = together.values().fold(0, |covered, more| covered | more);
        Some((0..subjects).filter(|subject| covered >> subject & 1 == 0).collect())
    }

    fn brought(&self, request: Id, coverers: &[(Id, u64)], subjects: usize) -> Brought {
        let offers: Vec<Id> = coverers.iter().map(|(offer, _)| *offer).collect();
        let covers = self.candidates.covers(request, &offers);
        let mut brought = Brought::new();
        for (offer, covers) in offers.iter().zip(covers) {
            let Some(giver) = self.giver(*offer) else { continue };
            let brings = brought.entry(giver).or_insert_with(|| vec![None; subjects]);
            for (best, cover) in brings.iter_mut().zip(covers) {
                if let Some(score) = covering(cover)
                    && best.is_none_or(|(known, _)| score > known)
                {
                    *best = Some((score, *offer));
                }
            }
        }
        brought
    }
}

/// A covering score; never 0, which would mean that the subject is not covered.
fn covering(cover: Cover) -> Option<u32> {
    (cover.share >= COVERED).then(|| scaled(cover.score).max(1))
}

fn covered(request: Id, subjects: Vec<String>, brought: &Brought, cover: &solve::Mission) -> Mission {
    let chosen: Vec<(&Id, &Bring)> =
        cover.institutions.iter().filter_map(|at| brought.iter().nth(*at)).collect();
    let mut members: Vec<Member> =
        chosen.iter().map(|(id, _)| Member { institution: **id, brings: Vec::new() }).collect();
    for (at, subject) in subjects.iter().enumerate() {
        let score = |member: &usize| chosen[*member].1[at].map_or(0, |(score, _)| score);
        // The first of equals, so that the same catalog gives the same plan.
        let best = (0..chosen.len()).rev().max_by_key(score);
        if let Some(member) = best
            && let Some((score, offer)) = chosen[member].1[at]
        {
            let brings = Brings { subject: subject.clone(), offer, score: unscaled(u64::from(score)) };
            members[member].brings.push(brings);
        }
    }
    let count = |n: usize| Arg::Number(n as f64);
    Mission {
        request,
        mean: unscaled(cover.total) / subjects.len() as f64,
        summary: Said::new("plan.mission.covers")
            .with("n", count(members.len()))
            .with("subjects", count(subjects.len())),
        members,
        subjects,
        uncovered: Vec::new(),
        proof: cover.proof,
    }
}

fn not_covered(request: Id, subjects: Vec<String>, none: NoMission) -> Mission {
    let concept = |id: &String| Arg::Label("concept".into(), id.clone());
    let (uncovered, summary) = match none {
        NoMission::Uncovered(missing) => {
            let uncovered: Vec<String> = missing.into_iter().map(|at| subjects[at].clone()).collect();
            let named = Arg::List(uncovered.iter().map(concept).collect());
            (uncovered, Said::new("plan.mission.uncovered").with("subjects", named))
        }
        NoMission::TooManySubjects => (Vec::new(), Said::new("plan.mission.too-many")),
    };
    Mission { request, subjects, members: Vec::new(), mean: 0.0, uncovered, summary, proof: Proof::Best }
}
