//! The matrix as a table: figures in every cell, the balance behind them.

use leptos::prelude::*;

use super::grid::{Angle, Row, balance, rows};
use super::keys::walk;
use super::{at_cell, toggled, unfolded};
use crate::desk::{MatrixView, Tally};
use crate::ui::nav::{href, use_route};
use crate::ui::widgets::{Icon, icon, tally};
use crate::ui::words::{k, label, short_label, t, tf};

/// What the colours and figures mean.
pub fn legend() -> AnyView {
    let step = |class: &'static str| view! { <span class=format!("heat {class}") aria-hidden="true"></span> };
    view! {
        <p class="matrix-legend">
            <span class="legend-figures">
                <span class="tally-offers">{t(k::MATRIX_LEGEND_OFFERS)}</span>
                <span class="tally-requests">{t(k::MATRIX_LEGEND_REQUESTS)}</span>
                <span class="tally-unmet">{t(k::MATRIX_LEGEND_UNMET)}</span>
            </span>
            <span class="legend-scale">
                <span>{t(k::MATRIX_LEGEND_DEMAND)}</span>
                {step("demand-3")}{step("demand-2")}{step("demand-1")}{step("even")}
                {step("supply-1")}{step("supply-2")}{step("supply-3")}
                <span>{t(k::MATRIX_LEGEND_SUPPLY)}</span>
            </span>
        </p>
    }
    .into_any()
}

/// The table.
pub fn view(angle: Angle, matrix: &MatrixView) -> AnyView {
    // The 18 topics and 11 sectors are the matrix: they all stand there. Elsewhere empty rows say nothing.
    let rows = rows(matrix, angle == Angle::Topics);
    let head = |id: &String| {
        view! { <th scope="col" title=column_title(angle, id)><span>{column_name(angle, id)}</span></th> }
    };
    let heads = matrix.columns.iter().map(head).collect_view();
    let body = rows.iter().map(|row| row_view(angle, row, &matrix.columns)).collect_view();
    let sums = matrix
        .columns
        .iter()
        .zip(&matrix.column_totals)
        .map(|(column, total)| cell_view("", column, *total, &column_title(angle, column)))
        .collect_view();
    view! {
        <div class="matrix-scroll" tabindex="0" role="region" aria-label=t(k::NAV_MATRIX)>
            <table class=format!("matrix-table by-{}", angle.id()) on:keydown=move |event| walk(&event)>
                <caption class="visually-hidden">{t(k::MATRIX_CAPTION)}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="matrix-corner">{corner(angle)}</th>
                        {heads}
                        <th scope="col" class="matrix-total"><span>{t(k::MATRIX_TOTAL)}</span></th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{t(k::MATRIX_TOTAL)}</th>
                        {sums}
                        <td class="matrix-total">{tally(matrix.total)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn corner(angle: Angle) -> String {
    t(match angle {
        Angle::Topics => k::MATRIX_CORNER_TOPICS,
        Angle::Modalities => k::MATRIX_CORNER_MODALITIES,
        Angle::Countries => k::MATRIX_CORNER_COUNTRIES,
    })
}

/// The name of a row; *not stated* for an empty id.
pub fn row_name(angle: Angle, id: &str) -> String {
    match (angle, id) {
        (_, "") => t(k::MATRIX_NOT_STATED),
        (Angle::Topics, id) => label("concept", id),
        (Angle::Modalities, id) => label("modality", id),
        (Angle::Countries, id) => label("country", id),
    }
}

/// The name of a column where there is little room.
fn column_name(angle: Angle, id: &str) -> String {
    match (angle, id) {
        (_, "") => t(k::MATRIX_NOT_STATED),
        (Angle::Countries, id) => label("country", id),
        (_, id) => short_label("quadrant", id),
    }
}

/// The whole name of a column.
pub fn column_title(angle: Angle, id: &str) -> String {
    match (angle, id) {
        (_, "") => t(k::MATRIX_NOT_STATED),
        (Angle::Countries, id) => label("country", id),
        (_, id) => label("quadrant", id),
    }
}

fn row_view(angle: Angle, row: &Row, columns: &[String]) -> AnyView {
    let name = row_name(angle, &row.id);
    let shown = if angle == Angle::Topics { short_label(list_of(row), &row.id) } else { name.clone() };
    let shown = if row.id.is_empty() { name.clone() } else { shown };
    let cells = columns.iter().zip(&row.tallies).map(|(column, tally)| {
        let title = format!("{name}, {}", column_title(angle, column));
        cell_view(&row.id, column, *tally, &title)
    });
    let can_unfold = angle == Angle::Topics && row.depth == 0 && !row.id.is_empty();
    view! {
        <tr class=format!("depth-{}", row.depth) class:is-empty=row.total == Tally::default()>
            <th scope="row" title=name.clone()>
                {if can_unfold { unfold_link(&row.id, &name, shown) } else { row_title(shown) }}
            </th>
            {cells.collect_view()}
            {total_view(&row.id, row.total, &name)}
        </tr>
    }
    .into_any()
}

fn list_of(row: &Row) -> &'static str {
    use crate::vocabulary::{Coded, Sector};
    if Sector::from_id(&row.id).is_some() { "sector" } else { "concept" }
}

fn row_title(shown: String) -> AnyView {
    view! { <span class="row-name">{shown}</span> }.into_any()
}

/// The name of a row with its sub-topics behind it: the whole of it can be pressed.
fn unfold_link(id: &str, name: &str, shown: String) -> AnyView {
    let route = use_route();
    let is_open = {
        let id = id.to_owned();
        move || route.with(|route| unfolded(route).contains(&id))
    };
    let words = tf(k::MATRIX_UNFOLD, &[("name", name)]);
    let id = id.to_owned();
    view! {
        <a class="unfold" href=move || route.with(|route| href(&toggled(route, &id))) title=words
            role="button" aria-expanded=move || is_open().to_string()>
            {icon(Icon::Next)}
            {row_title(shown)}
        </a>
    }
    .into_any()
}

fn heat(tally: Tally) -> String {
    match balance(tally) {
        0 if tally == Tally::default() => "none".to_owned(),
        0 => "even".to_owned(),
        step if step < 0 => format!("demand-{}", -step),
        step => format!("supply-{step}"),
    }
}

/// A cell that leads to its entries; an empty one leads nowhere.
fn cell_view(row: &str, column: &str, cell: Tally, title: &str) -> AnyView {
    if cell == Tally::default() {
        return view! { <td class="heat none"><span class="visually-hidden">{t(k::MATRIX_NOTHING)}</span></td> }
            .into_any();
    }
    let route = use_route();
    let (row, column) = (row.to_owned(), column.to_owned());
    let key = format!("{row}.{column}");
    let is_chosen = move || route.with(|route| route.get("cell") == Some(&key));
    let current = is_chosen.clone();
    view! {
        <td class=format!("heat {}", heat(cell)) class:is-chosen=is_chosen>
            <a href=move || route.with(|route| href(&at_cell(route, &row, &column))) title=title.to_owned()
                aria-current=move || current().then_some("true")>
                {tally(cell)}
            </a>
        </td>
    }
    .into_any()
}

fn total_view(row: &str, total: Tally, name: &str) -> AnyView {
    if total == Tally::default() {
        return view! { <td class="matrix-total"></td> }.into_any();
    }
    let route = use_route();
    let row = row.to_owned();
    view! {
        <td class="matrix-total">
            <a href=move || route.with(|route| href(&at_cell(route, &row, ""))) title=name.to_owned()>{tally(total)}</a>
        </td>
    }
    .into_any()
}
