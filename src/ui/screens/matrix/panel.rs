//! What stands in a cell: its requests and its offers, and the way to all of them.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::grid::{Angle, behind};
use super::table::{column_title, row_name};
use crate::catalog::RecordKind;
use crate::desk::{EntryCard, Filter, ListEntries, ListView, Sort};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{shown, use_answer};
use crate::ui::widgets::{Button, Icon, Look, shown_text};
use crate::ui::words::{country_label, k, reader, t, tn};

/// How many entries of a side the panel shows; the rest is one tap away.
const SHOWN: u32 = 5;

/// The panel of a cell.
pub fn view(angle: Angle, row: &str, column: &str) -> AnyView {
    let route = use_route();
    let nav = use_nav();
    let base = route.with_untracked(|route| route.filter.clone());
    let (offers, requests) = behind(angle, &base, row, column);
    let mut names = Vec::new();
    if !row.is_empty() {
        names.push(row_name(angle, row));
    }
    if !column.is_empty() {
        names.push(column_title(angle, column));
    }
    let title = if names.is_empty() { t(k::MATRIX_TOTAL) } else { names.join(" · ") };
    let name = title.clone();
    // Where there is no room beside the table the panel covers its foot; the focus goes along, and comes back.
    let heading = NodeRef::<html::H2>::new();
    heading.on_load(|heading| {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    });
    let close = move |()| {
        focus_cell();
        nav.change(|route| route.with("cell", ""));
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            close(());
        }
    };
    view! {
        <aside class="matrix-panel" aria-label=name on:keydown=on_key>
            <div class="panel-head">
                <h2 tabindex="-1" node_ref=heading>{title}</h2>
                <Button label=t(k::MATRIX_CLOSE) look=Look::Quiet symbol=Icon::Close only_icon=true on_press=close />
            </div>
            {side(RecordKind::Request, requests)}
            {side(RecordKind::Offer, offers)}
        </aside>
    }
    .into_any()
}

/// Puts the focus back on the cell that the panel speaks of.
fn focus_cell() {
    let cell =
        document().query_selector(".matrix-table .is-chosen a, .matrix-table a[aria-current]").ok().flatten();
    if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = cell.focus();
    }
}

fn side(kind: RecordKind, filter: Filter) -> AnyView {
    let question =
        ListEntries { kind, filter: filter.clone(), sort: Sort::Best, from: 0, count: SHOWN, lang: reader() };
    let answered = use_answer(move || Some(question.clone()));
    let (screen, heading) = match kind {
        RecordKind::Request => (Screen::Requests, k::TALLY_REQUESTS),
        _ => (Screen::Offers, k::TALLY_OFFERS),
    };
    let body = move |list: &ListView| {
        let all = Route::to(screen).filtered(filter.clone());
        let entries = list.entries.iter().map(|card| entry(screen, card)).collect_view();
        let more = (list.total > SHOWN).then(|| {
            view! { <p><a href=href(&all)>{tn(k::MATRIX_SHOW_ALL, list.total)}</a></p> }
        });
        view! {
            <h3>{tn(heading, list.total)}</h3>
            <ul class="panel-list">{entries}</ul>
            {more}
        }
        .into_any()
    };
    let class = if kind == RecordKind::Request { "panel-side requests" } else { "panel-side offers" };
    view! { <section class=class>{shown(answered, body)}</section> }.into_any()
}

fn entry(screen: Screen, card: &EntryCard) -> AnyView {
    let from = &card.institution;
    let name = if from.acronym.is_empty() { from.name.text.clone() } else { from.acronym.clone() };
    let place = from.country.as_deref().map(country_label);
    let who = place.map_or_else(|| name.clone(), |place| format!("{name}, {place}"));
    view! {
        <li>
            <a href=href(&Route::record(screen, card.key.id))>{shown_text(&card.title)}</a>
            <span class="hint">{who}</span>
        </li>
    }
    .into_any()
}
