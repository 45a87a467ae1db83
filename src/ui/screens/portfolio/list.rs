//! Exchanges under the heading of their stage.

use leptos::prelude::*;

use super::PAGE;
use crate::desk::{ItemRow, PartyRow, PortfolioView, Stage};
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::widgets::{Icon, empty_state, shown_text};
use crate::ui::words::{k, label, list, number, t, tf, tn};
use crate::vocabulary::{Coded, PortfolioStatus, Role};

/// All stages that have exchanges.
pub fn view(portfolio: &PortfolioView, most: RwSignal<u32>) -> AnyView {
    if portfolio.of == 0 {
        return nothing_yet();
    }
    if portfolio.stages.is_empty() {
        return view! { <p role="status">{t(k::PORTFOLIO_MINE_NONE)}</p> }.into_any();
    }
    let total: u32 = portfolio.stages.iter().map(|stage| stage.total).sum();
    let cut = portfolio.stages.iter().any(|stage| (stage.items.len() as u32) < stage.total);
    let more = cut.then(|| {
        let more = move |_| most.update(|most| *most += PAGE);
        view! { <button type="button" class="button" on:click=more>{t(k::LIST_MORE)}</button> }
    });
    let stages = portfolio.stages.iter().map(stage_view).collect_view();
    view! {
        <p class="list-count" role="status">{tn(k::COUNT_PORTFOLIO, total)}</p>
        {stages}
        {more}
    }
    .into_any()
}

fn nothing_yet() -> AnyView {
    empty_state(
        Icon::Portfolio,
        k::PORTFOLIO_EMPTY_TITLE,
        k::PORTFOLIO_EMPTY_TEXT,
        view! {
            <a class="button primary" href=href(&Route::to(Screen::Matches))>{t(k::PORTFOLIO_TO_MATCHES)}</a>
            <a class="button" href=href(&Route::to(Screen::Plan))>{t(k::PORTFOLIO_TO_PLAN)}</a>
        },
    )
}

fn stage_view(stage: &Stage) -> AnyView {
    let items = stage.items.iter().map(item_row).collect_view();
    view! {
        <section class="stage">
            <h2>{stage_words(stage.status)} " " <span class="stage-count">{number(stage.total)}</span></h2>
            <ul class="card-list">{items}</ul>
        </section>
    }
    .into_any()
}

fn item_row(item: &ItemRow) -> AnyView {
    let id = item.id;
    let route = use_route();
    let is_open = move || route.with(|route| route.id == Some(id));
    // The filter stays in the address, so that *back* from the exchange leads to the same list.
    let link =
        move || route.with(|route| href(&Route { screen: Screen::Portfolio, id: Some(id), ..route.clone() }));
    view! {
        <li class:is-open=is_open>
            <article class="entry-card portfolio-item">
                <p class="entry-who">{from_to(&item.parties)}</p>
                <h3><a href=link>{title(item)}</a></h3>
            </article>
        </li>
    }
    .into_any()
}

/// What an exchange is about; it says so where nothing of it is in the catalog.
pub fn title(item: &ItemRow) -> AnyView {
    if item.title.text.trim().is_empty() {
        return t(k::PORTFOLIO_UNNAMED).into_any();
    }
    shown_text(&item.title)
}

/// A stage in the reader's language.
pub fn stage_words(status: PortfolioStatus) -> String {
    label(PortfolioStatus::LIST, status.id())
}

/// Who gives to whom; where a side is not stated, everybody who takes part.
fn from_to(parties: &[PartyRow]) -> String {
    let names = |role: Role| {
        list(&in_role(parties, role).map(|party| by_whom(&party.institution)).collect::<Vec<_>>())
    };
    let (from, to) = (names(Role::Provider), names(Role::Recipient));
    if from.is_empty() || to.is_empty() {
        return list(&parties.iter().map(|party| by_whom(&party.institution)).collect::<Vec<_>>());
    }
    tf(k::PORTFOLIO_FROM_TO, &[("from", &from), ("to", &to)])
}

/// The parties that have a role.
pub fn in_role(parties: &[PartyRow], role: Role) -> impl Iterator<Item = &PartyRow> {
    parties.iter().filter(move |party| party.roles.contains(&role))
}
