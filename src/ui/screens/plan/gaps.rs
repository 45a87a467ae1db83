//! Gaps: what is wanted and nobody meets, what is offered and nobody asks for, cell by cell.

use leptos::prelude::*;

use super::proof_note;
use crate::desk::{Filter, PlanView};
use crate::planning::answer::{Cell, Gap, Gaps};
use crate::primitive::Arrange;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::widgets::{Icon, empty_state};
use crate::ui::words::{k, label, number, said, t, tn};
use crate::vocabulary::Coded;

/// Every cell with unmet demand or idle supply, the largest gap first.
pub fn view(plan: &Gaps, _: &PlanView) -> AnyView {
    let gaps = sorted(&plan.cells);
    if gaps.is_empty() {
        return empty_state(Icon::Plan, k::PLANNING_NO_GAPS_TITLE, k::PLANNING_NO_GAPS_TEXT, ());
    }
    let rows = gaps.iter().map(|gap| row(gap)).collect_view();
    view! {
        {proof_note(plan.proof)}
        <p role="status"><strong>{tn(k::PLANNING_GAPS_COUNT, gaps.len() as f64)}</strong></p>
        <table class="table plan-gaps" role="table">
            <caption class="visually-hidden">{t(k::PLANNING_GAPS)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{t(k::MATRIX_CORNER_TOPICS)}</th>
                    <th scope="col" role="columnheader">{t(k::PLANNING_UNMET)}</th>
                    <th scope="col" role="columnheader">{t(k::PLANNING_IDLE)}</th>
                    <th scope="col" role="columnheader">{t(k::PLANNING_WHY)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Cells with a gap: the most unmet requests first, then the most idle offers, then by cell.
fn sorted(cells: &[Gap]) -> Vec<&Gap> {
    let mut gaps: Vec<&Gap> =
        cells.iter().filter(|gap| !gap.unmet.is_empty() || !gap.idle.is_empty()).collect();
    gaps.arrange_by_key(|gap| (std::cmp::Reverse((gap.unmet.len(), gap.idle.len())), gap.cell));
    gaps
}

/// The list of a cell's entries.
fn filter_of(cell: Cell) -> Filter {
    Filter {
        quadrants: cell.quadrant.into_iter().collect(),
        topics: cell.topic.into_iter().collect(),
        sectors: cell.sector.into_iter().collect(),
        ..Filter::default()
    }
}

fn row(gap: &Gap) -> AnyView {
    let cell = gap.cell;
    let subject = match (cell.topic, cell.sector) {
        (Some(topic), _) => label("topic", topic.id()),
        (None, Some(sector)) => label("sector", sector.id()),
        (None, None) => t(k::MATRIX_NOT_STATED),
    };
    let quadrant =
        cell.quadrant.map(|quadrant| view! { <span class="hint">{label("quadrant", quadrant.id())}</span> });
    let figure = |some: usize, all: usize, screen: Screen, name: String| {
        let link = href(&Route::to(screen).filtered(filter_of(cell)));
        let of = format!("{} / {}", number(some as f64), number(all as f64));
        view! { <a href=link>{of} <span class="visually-hidden">" " {name}</span></a> }
    };
    let reason = gap.reason.as_ref().map(said);
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{subject} {quadrant}</th>
            <td class="number" role="cell">
                <span class="plan-cell-label" aria-hidden="true">{t(k::PLANNING_UNMET)}</span>
                {figure(gap.unmet.len(), gap.demand.len(), Screen::Requests, t(k::NAV_REQUESTS))}
            </td>
            <td class="number" role="cell">
                <span class="plan-cell-label" aria-hidden="true">{t(k::PLANNING_IDLE)}</span>
                {figure(gap.idle.len(), gap.supply.len(), Screen::Offers, t(k::NAV_OFFERS))}
            </td>
            <td class="plan-why" role="cell">{reason}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitive::Id;
    use crate::vocabulary::Topic;

    #[test]
    fn the_largest_gap_stands_first_and_cells_without_one_are_left_out() {
        let gap = |topic, unmet: u128, idle: u128| Gap {
            cell: Cell { topic: Some(topic), ..Cell::default() },
            demand: (0..unmet + 1).map(Id::from_u128).collect(),
            supply: (0..idle + 1).map(Id::from_u128).collect(),
            unmet: (0..unmet).map(Id::from_u128).collect(),
            failing: None,
            reason: None,
            idle: (0..idle).map(Id::from_u128).collect(),
        };
        let cells = [
            gap(Topic::Disability, 0, 4),
            gap(Topic::PolicyAndStrategyDesign, 0, 0),
            gap(Topic::InformationSystems, 2, 0),
        ];
        let order: Vec<Option<Topic>> = sorted(&cells).iter().map(|gap| gap.cell.topic).collect();
        assert_eq!(order, [Some(Topic::InformationSystems), Some(Topic::Disability)]);
    }
}
