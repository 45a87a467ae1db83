//! Three allocations side by side with the same figures; one of them in full.

use leptos::prelude::*;

use super::names::{Names, Picks, picks, points, score, take_up};
use super::pages::paged;
use super::{gains, proof_note};
use crate::catalog::RecordKind;
use crate::desk::PlanView;
use crate::planning::answer::{Allocation, Comparison, LeftOut, Objective, Planned};
use crate::primitive::Id;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Choice, Icon, RadioChips, empty_state};
use crate::ui::words::{Key, k, number, said, t, tf, tn};

/// Rows shown at first, and again with every *Show more*.
const PAGE: usize = 40;

/// The name of an allocation.
pub fn objective_words(objective: Objective) -> Key {
    match objective {
        Objective::Served => k::PLANNING_SERVED,
        Objective::Benefit => k::PLANNING_BENEFIT,
        Objective::Stable => k::PLANNING_STABLE,
    }
}

/// What an allocation is after, in a sentence.
fn objective_lead(objective: Objective) -> Key {
    match objective {
        Objective::Served => k::PLANNING_SERVED_LEAD,
        Objective::Benefit => k::PLANNING_BENEFIT_LEAD,
        Objective::Stable => k::PLANNING_STABLE_LEAD,
    }
}

/// The three allocations; `of` in the address says which one stands below in full.
/// `is_part`: the others are still being worked out, or were stopped.
pub fn view(plan: &Comparison, view: &PlanView, is_part: bool) -> AnyView {
    let nothing = !is_part && plan.allocations.iter().all(|all| all.figures.requests == 0);
    if nothing {
        return empty_state(Icon::Plan, k::MATCHES_EMPTY_TITLE, k::PLANNING_EMPTY, add_request());
    }
    let route = use_route();
    let nav = use_nav();
    let hands = use_hands();
    let names = StoredValue::new(Names::of(view));
    let taken = StoredValue::new(view.taken.clone());
    let all = StoredValue::new(plan.allocations.clone());
    let chosen = Memo::new(move |_| route.with(of));
    let choices = Objective::ALL.map(|of| Choice::new(of.id(), t(objective_words(of)))).to_vec();
    let choose = move |id: String| {
        nav.change(|route| route.with("of", if id == "served" { String::new() } else { id }))
    };
    let assumed = plan.assumptions.iter().map(|sentence| view! { <li>{said(sentence)}</li> }).collect_view();
    let full = move || {
        let found = all.with_value(|all| all.iter().find(|one| one.objective == chosen.get()).cloned());
        found.map(|one| {
            let gains = all.with_value(|all| gains::view(one.objective, all, &names.get_value()));
            in_full(one, names.get_value(), taken.get_value(), gains, hands)
        })
    };
    view! {
        {table(plan)}
        <ul class="hint plan-assumed">{assumed}</ul>
        <RadioChips name="plan-of" legend=t(k::PLANNING_SHOWN) choices
            chosen=Signal::derive(move || chosen.get().id().to_owned()) on_choose=choose />
        {full}
    }
    .into_any()
}

/// Which allocation an address shows in full.
fn of(route: &Route) -> Objective {
    let wanted = route.get("of").unwrap_or_default();
    Objective::ALL.into_iter().find(|of| of.id() == wanted).unwrap_or(Objective::Served)
}

fn add_request() -> AnyView {
    let add = href(&Route::to(Screen::Edit).with("kind", "request"));
    view! { <a class="button primary" href=add>{t(k::MATRIX_ADD_REQUEST)}</a> }.into_any()
}

fn table(plan: &Comparison) -> AnyView {
    // A plan that is not there yet keeps its column, so that nothing jumps when it comes.
    let columns = Objective::ALL.map(|of| (of, plan.allocations.iter().find(|one| one.objective == of)));
    let head = |(of, one): (Objective, Option<&Allocation>)| {
        let to_come = one.is_none().then(|| view! { <span class="hint">{t(k::PLANNING_TO_COME)}</span> });
        view! { <th scope="col">{t(objective_words(of))} {to_come}</th> }
    };
    let heads = columns.map(head);
    let row = |name: Key, figure: &dyn Fn(&Allocation) -> String| {
        let cell = |(_, one): (Objective, Option<&Allocation>)| {
            view! { <td class="number">{one.map_or_else(|| "…".to_owned(), figure)}</td> }
        };
        let cells = columns.map(cell).into_iter().collect_view();
        view! { <tr><th scope="row">{t(name)}</th>{cells}</tr> }
    };
    let count = |n: usize| number(n as f64);
    let of_all = |n: usize, one: &Allocation| {
        tf(k::PLANNING_OF, &[("n", &count(n)), ("of", &count(one.figures.requests))])
    };
    let proof = |one: &Allocation| {
        t(match (one.proof.is_best(), one.objective) {
            (true, Objective::Stable) => k::PLANNING_PROVEN_STABLE,
            (true, _) => k::PLANNING_PROVEN,
            (false, _) => k::PLANNING_FOUND,
        })
    };
    view! {
        <div class="table-scroll">
            <table class="table plan-table">
                <caption class="visually-hidden">{t(k::PLANNING_CAPTION)}</caption>
                <thead><tr><td></td>{heads.into_iter().collect_view()}</tr></thead>
                <tbody>
                    {row(k::PLANNING_ROW_SERVED, &|one| of_all(one.figures.served, one))}
                    {row(k::PLANNING_ROW_FULLY, &|one| of_all(one.figures.fully_served, one))}
                    {row(k::PLANNING_ROW_LEFT, &|one| count(one.left_out.len()))}
                    {row(k::PLANNING_ROW_PAIRS, &|one| count(one.figures.pairs))}
                    {row(k::PLANNING_ROW_TOTAL, &|one| points(one.figures.total))}
                    {row(k::PLANNING_ROW_MEAN, &|one| points(one.figures.mean))}
                    {row(k::PLANNING_ROW_PROOF, &proof)}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn in_full(
    one: Allocation,
    names: Names,
    taken: Vec<(Id, Id)>,
    gains: Option<AnyView>,
    hands: Hands,
) -> AnyView {
    let whole: Picks = picks(one.pairs.iter(), &taken);
    let proof = proof_note(one.proof);
    let action = (!one.pairs.is_empty()).then(|| take_up(whole, Some(k::PLANNING_TAKE_ALL), hands));
    let counted = tn(k::PLANNING_COUNT, one.pairs.len() as f64);
    let (left, left_names) = (one.left_out, names.clone());
    let left = (!left.is_empty()).then(|| {
        view! {
            <section class="plan-left">
                <h3>{t(k::PLANNING_LEFT_TITLE)}</h3>
                {paged(left, "plan-left-list", PAGE, move |left| left_view(left, &left_names))}
            </section>
        }
    });
    view! {
        <section class="plan-full">
            <h2>{t(objective_words(one.objective))}</h2>
            <p>{t(objective_lead(one.objective))}</p>
            {proof}
            {left}
            {gains}
            <h3>{counted}</h3>
            <div class="actions plan-actions">{action}</div>
            {paged(one.pairs, "plan-pairs", PAGE, move |pair| pair_view(pair, &names, &taken, hands))}
        </section>
    }
    .into_any()
}

fn pair_view(pair: &Planned, names: &Names, taken: &[(Id, Id)], hands: Hands) -> AnyView {
    let own = picks(std::iter::once(pair), taken);
    view! {
        <div class="plan-pair">
            {score(pair.score, pair.band)}
            {names.line(RecordKind::Request, pair.request)}
            {names.line(RecordKind::Offer, pair.offer)}
            <span class="plan-take">{take_up(own, None, hands)}</span>
        </div>
    }
    .into_any()
}

fn left_view(left: &LeftOut, names: &Names) -> AnyView {
    let matches = href(&Route::record(Screen::Matches, left.request));
    view! {
        {names.line(RecordKind::Request, left.request)}
        <p>{said(&left.reason)} " " <a href=matches>{t(k::PLANNING_LEFT_SEE)}</a></p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_allocation_is_shown() {
        for objective in Objective::ALL {
            assert_eq!(of(&Route::to(Screen::Plan).with("of", objective.id())), objective);
        }
        assert_eq!(of(&Route::to(Screen::Plan)), Objective::Served);
    }
}
