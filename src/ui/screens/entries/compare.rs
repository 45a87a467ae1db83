//! Up to three entries side by side.

use leptos::prelude::*;

use super::card::{offers_and_requests, screen_of, standing_badge};
use super::fields;
use crate::catalog::RecordKind;
use crate::desk::{EntryDetail, GetEntry};
use crate::primitive::Id;
use crate::ui::nav::{href, use_route};
use crate::ui::route::Route;
use crate::ui::screens::parts::by_whom;
use crate::ui::state::use_answer;
use crate::ui::widgets::{Heading, Icon, fault_note, icon, shown_text, waiting};
use crate::ui::words::{k, reader, t};

/// More columns than this cannot be read side by side on a tablet.
pub const MOST: usize = 3;

/// The entries an address compares.
pub fn ids(route: &Route) -> Vec<Id> {
    let ids = route.get("compare").unwrap_or_default().split('.');
    ids.filter_map(|id| id.parse().ok()).take(MOST).collect()
}

/// The address that compares these entries.
pub fn route(list: Route, ids: &[Id]) -> Route {
    let ids: Vec<String> = ids.iter().take(MOST).map(ToString::to_string).collect();
    list.with("compare", ids.join("."))
}

/// The entries the address names, side by side.
#[component]
pub fn Compare(kind: RecordKind) -> AnyView {
    let address = use_route();
    let ids = address.with_untracked(ids);
    let columns: Vec<_> =
        ids.into_iter().map(|id| use_answer(move || Some(GetEntry { kind, id, lang: reader() }))).collect();
    let waits = columns.clone();
    let all_there = Memo::new(move |_| {
        waits.iter().all(|column| column.value.with(Option::is_some) || column.fault.with(Option::is_some))
    });
    let body = move || {
        if !all_there.get() {
            return waiting();
        }
        let faults = columns.iter().filter_map(|column| column.fault.get()).map(|fault| fault_note(&fault));
        let faults = faults.collect_view();
        let found: Vec<EntryDetail> = columns.iter().filter_map(|column| column.value.get()).collect();
        view! { {faults} {table(&found)} }.into_any()
    };
    view! {
        <Heading text=t(k::COMPARE_TITLE) />
        <a class="detail-back" href=href(&Route::to(screen_of(kind)))>{icon(Icon::Back)} {t(k::COMPARE_BACK)}</a>
        {body}
    }
    .into_any()
}

/// One row a field that any of them states; what one leaves unsaid is said to be unsaid.
fn table(found: &[EntryDetail]) -> AnyView {
    let mut names: Vec<String> = Vec::new();
    let mut columns: Vec<Vec<(String, AnyView)>> = Vec::new();
    for detail in found {
        let fields = fields::stated(&detail.record);
        for (at, (name, _)) in fields.iter().enumerate() {
            if !names.contains(name) {
                // After the field that stands before it in its own column.
                let before = fields[..at]
                    .iter()
                    .rev()
                    .find_map(|(known, _)| names.iter().position(|name| name == known));
                names.insert(before.map_or(0, |before| before + 1), name.clone());
            }
        }
        columns.push(fields);
    }
    let heads = found.iter().map(head).collect_view();
    let row = |name: String| {
        let cells =
            columns.iter_mut().map(|fields| match fields.iter().position(|(known, _)| *known == name) {
                Some(at) => view! { <td>{fields.swap_remove(at).1}</td> }.into_any(),
                None => view! { <td class="hint">{t(k::COMPARE_UNSAID)}</td> }.into_any(),
            });
        view! { <tr><th scope="row">{name.clone()}</th>{cells.collect_view()}</tr> }.into_any()
    };
    let rows = names.into_iter().map(row).collect_view();
    view! {
        <div class="table-scroll compare" role="region" tabindex="0" aria-label=t(k::COMPARE_TITLE)>
            <table class="table">
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(detail: &EntryDetail) -> AnyView {
    let Some(card) = &detail.card else { return institution_head(detail) };
    let link = href(&Route::record(screen_of(card.key.kind), card.key.id));
    view! {
        <th scope="col" class=card.key.kind.word()>
            <span class="entry-who">{by_whom(&card.institution)}</span>
            <a href=link>{shown_text(&card.title)}</a>
            {standing_badge(&card.standing)}
        </th>
    }
    .into_any()
}

fn institution_head(detail: &EntryDetail) -> AnyView {
    let Some(card) = &detail.institution else { return view! { <td></td> }.into_any() };
    let link = href(&Route::record(screen_of(RecordKind::Institution), card.id));
    view! {
        <th scope="col">
            <a href=link>{shown_text(&card.name)}</a>
            <span class="entry-who">{offers_and_requests(card)}</span>
        </th>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::route::Screen;

    #[test]
    fn an_address_compares_three_at_most() {
        let all: Vec<Id> = (1..=5).map(Id::from_u128).collect();
        let address = route(Route::to(Screen::Offers), &all);
        assert_eq!(ids(&address), all[..MOST]);
        assert!(ids(&Route::to(Screen::Offers)).is_empty());
        assert!(ids(&Route::to(Screen::Offers).with("compare", "x.y")).is_empty());
    }
}
