//! Missions: institutions that together cover a request which none covers alone.

use leptos::prelude::*;

use super::names::{Names, points, take_up};
use super::pages::paged;
use super::{CARDS, proof_note};
use crate::catalog::RecordKind;
use crate::desk::PlanView;
use crate::planning::answer::{Member, Mission, Missions};
use crate::primitive::{Arrange, Id};
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Icon, Tone, empty_state, note};
use crate::ui::words::{k, label, list, said, tf, tn};

/// Every mission: those that cover everything first, the strongest of them on top.
pub fn view(plan: &Missions, view: &PlanView) -> AnyView {
    if plan.missions.is_empty() {
        return empty_state(Icon::Plan, k::PLANNING_NO_MISSIONS_TITLE, k::PLANNING_NO_MISSIONS_TEXT, ());
    }
    let hands = use_hands();
    let names = Names::of(view);
    let (mut whole, wanting): (Vec<&Mission>, Vec<&Mission>) =
        plan.missions.iter().partition(|mission| !mission.members.is_empty());
    whole.arrange_by(|a, b| b.mean.total_cmp(&a.mean).then(a.request.cmp(&b.request)));
    let count = whole.len();
    let items: Vec<Mission> = whole.into_iter().chain(wanting).cloned().collect();
    let taken = view.taken.clone();
    let show = move |mission: &Mission| mission_view(mission, &names, &taken, hands);
    view! {
        {proof_note(plan.proof)}
        <p role="status"><strong>{tn(k::PLANNING_MISSIONS_COUNT, count as f64)}</strong></p>
        {paged(items, "plan-cards", CARDS, show)}
    }
    .into_any()
}

/// The offers of a mission, each once, that are not in the portfolio for this request already.
fn offers(mission: &Mission, taken: &[(Id, Id)]) -> Vec<Id> {
    let brings = mission.members.iter().flat_map(|member| &member.brings);
    let mut offers: Vec<Id> = brings.map(|brings| brings.offer).collect();
    offers.retain(|offer| !taken.contains(&(mission.request, *offer)));
    offers.arrange();
    offers.dedup();
    offers
}

fn mission_view(mission: &Mission, names: &Names, taken: &[(Id, Id)], hands: Hands) -> AnyView {
    let offers = offers(mission, taken);
    let picks = if offers.is_empty() { Vec::new() } else { vec![(mission.request, offers)] };
    let covered = !mission.members.is_empty();
    let members = mission.members.iter().map(|member| member_view(member, names)).collect_view();
    let missing = (!covered).then(|| note(Tone::Caution, said(&mission.summary)));
    let summary = covered.then(|| {
        let mean = tf(k::PLANNING_MISSION_MEAN, &[("points", &points(mission.mean))]);
        view! { <p>{said(&mission.summary)} " " {mean}</p> }
    });
    let wanted = list(&mission.subjects.iter().map(|id| label("concept", id)).collect::<Vec<_>>());
    view! {
        <article class="plan-card">
            {names.line(RecordKind::Request, mission.request)}
            <p class="hint">{tf(k::PLANNING_MISSION_WANTED, &[("subjects", &wanted)])}</p>
            {missing}
            {summary}
            <ul class="plan-members">{members}</ul>
            {covered.then(|| view! { <div class="actions">{take_up(picks, None, hands)}</div> })}
        </article>
    }
    .into_any()
}

fn member_view(member: &Member, names: &Names) -> AnyView {
    let brings = member.brings.iter().map(|brings| {
        view! {
            <li>
                <span class="plan-subject">{label("concept", &brings.subject)}</span>
                {names.line(RecordKind::Offer, brings.offer)}
                <span class="hint">{tf(k::PLANNING_POINTS, &[("points", &points(brings.score))])}</span>
            </li>
        }
    });
    view! {
        <li>
            <h2>{names.institution_link(member.institution)}</h2>
            <ul class="plan-brings">{brings.collect_view()}</ul>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::answer::{Brings, Proof};
    use crate::primitive::Said;

    #[test]
    fn a_mission_takes_each_of_its_offers_once() {
        let brings = |subject: &str, offer| Brings {
            subject: subject.to_owned(),
            offer: Id::from_u128(offer),
            score: 0.5,
        };
        let mission = Mission {
            request: Id::from_u128(1),
            subjects: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            members: vec![
                Member { institution: Id::from_u128(20), brings: vec![brings("a", 12), brings("b", 12)] },
                Member { institution: Id::from_u128(21), brings: vec![brings("c", 11)] },
            ],
            mean: 0.5,
            uncovered: Vec::new(),
            summary: Said::new("plan.mission.covers"),
            proof: Proof::Best,
        };
        assert_eq!(offers(&mission, &[]), [Id::from_u128(11), Id::from_u128(12)]);
        assert_eq!(offers(&mission, &[(Id::from_u128(1), Id::from_u128(12))]), [Id::from_u128(11)]);
    }
}
