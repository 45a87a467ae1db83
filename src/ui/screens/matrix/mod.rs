//! The matrix: supply and demand at a glance, and the way from a cell to its entries.

mod filters;
mod grid;
mod keys;
mod panel;
mod table;

use leptos::prelude::*;

use self::grid::Angle;
use crate::desk::{GetMatrix, MatrixView};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{shown, use_answer, use_session};
use crate::ui::widgets::{Choice, Heading, Icon, RadioChips, empty_state};
use crate::ui::words::{k, t, tn};

/// The screen.
#[component]
pub fn Matrix() -> AnyView {
    let session = use_session();
    let body = move || {
        if session.current.with(Option::is_some) { view! { <Open /> }.into_any() } else { no_catalog() }
    };
    view! { <div class="matrix">{body}</div> }.into_any()
}

/// What stands here before a catalog is open.
fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_MATRIX) />
        {empty_state(
            Icon::Matrix,
            k::MATRIX_NONE_TITLE,
            k::MATRIX_NONE_TEXT,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

#[component]
fn Open() -> AnyView {
    let route = use_route();
    let angle = Memo::new(move |_| route.with(|route| Angle::from_id(route.get("view"))));
    let question = Memo::new(move |_| {
        let (rows, columns) = angle.get().axes();
        let (filter, unfolded) = route.with(|route| (route.filter.clone(), unfolded(route)));
        GetMatrix { rows, columns, filter, unfolded }
    });
    let answered = use_answer(move || Some(question.get()));
    let chosen = Memo::new(move |_| route.with(cell_of));
    view! {
        <Heading text=t(k::NAV_MATRIX) lead=t(k::MATRIX_LEAD) />
        <Angles angle />
        <filters::Filters />
        <div class="matrix-page" class:with-panel=move || chosen.get().is_some()>
            <div class="matrix-main">
                {shown(answered, move |matrix: &MatrixView| filled(angle.get_untracked(), matrix))}
            </div>
            {move || chosen.get().map(|(row, column)| panel::view(angle.get_untracked(), &row, &column))}
        </div>
    }
    .into_any()
}

/// The choice of what rows and columns are.
#[component]
fn Angles(angle: Memo<Angle>) -> AnyView {
    let nav = use_nav();
    let choices = Angle::ALL
        .map(|angle| {
            let words = match angle {
                Angle::Topics => k::MATRIX_BY_TOPIC,
                Angle::Modalities => k::MATRIX_BY_MODALITY,
                Angle::Countries => k::MATRIX_BY_COUNTRY,
            };
            Choice::new(angle.id(), t(words))
        })
        .to_vec();
    let choose = move |id: String| {
        let id = if id == Angle::default().id() { String::new() } else { id };
        nav.change(|route| route.with("view", id).with("cell", "").with("open", ""));
    };
    view! {
        <RadioChips name="matrix-view" legend=t(k::MATRIX_VIEW) choices
            chosen=Signal::derive(move || angle.get().id().to_owned()) on_choose=choose legend_hidden=true />
    }
    .into_any()
}

fn filled(angle: Angle, matrix: &MatrixView) -> AnyView {
    if matrix.total == crate::desk::Tally::default() {
        let add = |screen, words| {
            view! { <a class="button" href=href(&Route::to(Screen::Edit).with("what", screen))>{t(words)}</a> }
        };
        return empty_state(
            Icon::Matrix,
            k::MATRIX_EMPTY_TITLE,
            k::MATRIX_EMPTY_TEXT,
            view! { {add("offer", k::MATRIX_ADD_OFFER)} {add("request", k::MATRIX_ADD_REQUEST)} },
        );
    }
    let total = matrix.total;
    view! {
        <p class="matrix-sum" role="status">
            {format!(
                "{} · {} · {}",
                tn(k::TALLY_OFFERS, total.offers),
                tn(k::TALLY_REQUESTS, total.requests),
                tn(k::TALLY_UNMET, total.unmet),
            )}
        </p>
        {table::legend()}
        {table::view(angle, matrix)}
    }
    .into_any()
}

/// Ids of the rows that the address unfolds.
fn unfolded(route: &Route) -> Vec<String> {
    let ids = route.get("open").unwrap_or_default().split('.');
    ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// The address with a row unfolded, or folded where it was open.
fn toggled(route: &Route, id: &str) -> Route {
    let mut open = unfolded(route);
    if let Some(at) = open.iter().position(|known| known == id) {
        open.remove(at);
    } else {
        open.push(id.to_owned());
    }
    route.clone().with("open", open.join("."))
}

/// The cell the address names: row id and column id, either empty for a total.
fn cell_of(route: &Route) -> Option<(String, String)> {
    let (row, column) = route.get("cell")?.split_once('.')?;
    Some((row.to_owned(), column.to_owned()))
}

/// The address with this cell chosen.
fn at_cell(route: &Route, row: &str, column: &str) -> Route {
    route.clone().with("cell", format!("{row}.{column}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_unfold_and_cells_are_chosen_in_the_address() {
        let route = Route::to(Screen::Matrix);
        let once = toggled(&route, "disability");
        assert_eq!(unfolded(&once), ["disability"]);
        assert_eq!(unfolded(&toggled(&once, "health")), ["disability", "health"]);
        assert_eq!(toggled(&once, "disability"), route);
        assert_eq!(
            cell_of(&at_cell(&route, "disability", "")),
            Some(("disability".to_owned(), String::new()))
        );
        assert_eq!(cell_of(&route), None);
    }
}
