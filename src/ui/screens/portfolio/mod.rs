//! The portfolio: exchanges by stage, and one of them beside the list.

mod item;
mod list;
mod parties;

pub use list::stage_words;

use leptos::prelude::*;

use crate::desk::{PortfolioItems, PortfolioView};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{shown, use_answer, use_hands, use_session, use_who};
use crate::ui::widgets::{Choice, Heading, Icon, RadioChips, empty_state};
use crate::ui::words::{k, reader, t};

/// Exchanges of a stage asked for at first, and again with every *Show more*.
const PAGE: u32 = 40;

/// The screen. `mine=1` in the address narrows it to the person's institution.
#[component]
pub fn Portfolio() -> AnyView {
    let session = use_session();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || if has_catalog.get() { view! { <Items /> }.into_any() } else { no_catalog() };
    view! { {body} }.into_any()
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_PORTFOLIO) />
        {empty_state(
            Icon::Portfolio,
            k::MATRIX_NONE_TITLE,
            k::PORTFOLIO_NO_CATALOG,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

#[component]
fn Items() -> AnyView {
    let whose = use_who();
    let route = use_route();
    let hands = use_hands();
    let most = RwSignal::new(PAGE);
    let chosen = Memo::new(move |_| route.with(|route| route.id));
    let mine = Memo::new(move |_| route.with(|route| route.get("mine").is_some()));
    let answered = use_answer(move || {
        Some(PortfolioItems {
            institution: whose.institution().filter(|_| mine.get()),
            most: most.get(),
            chosen: chosen.get(),
            lang: reader(),
        })
    });
    let detail = move || {
        chosen.get().map(|_| {
            let body = move |view: &PortfolioView| item::view(view.chosen.as_ref(), hands);
            view! { <div class="entries-detail"><article class="detail">{shown(answered, body)}</article></div> }
        })
    };
    view! {
        <div class="entries portfolio" class:with-detail=move || chosen.get().is_some()>
            <div class="entries-list">
                <Heading text=t(k::NAV_PORTFOLIO) lead=t(k::PORTFOLIO_LEAD) />
                {move || whose.institution().map(|_| whose_choice(mine))}
                {shown(answered, move |view| list::view(view, most))}
            </div>
            {detail}
        </div>
    }
    .into_any()
}

fn whose_choice(mine: Memo<bool>) -> AnyView {
    let nav = use_nav();
    let choices = vec![Choice::new("all", t(k::PORTFOLIO_ALL)), Choice::new("mine", t(k::PORTFOLIO_MINE))];
    let chosen = Signal::derive(move || if mine.get() { "mine" } else { "all" }.to_owned());
    let choose =
        move |id: String| nav.change(|route| route.with("mine", if id == "mine" { "1" } else { "" }));
    view! { <RadioChips name="whose" legend=t(k::PORTFOLIO_WHOSE) choices chosen on_choose=choose legend_hidden=true /> }.into_any()
}
