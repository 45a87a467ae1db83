//! Third parties of a pair: who could finance or facilitate what two cannot carry alone.

use leptos::prelude::*;

use crate::desk::{ThirdPartiesOf, ThirdPartyView};
use crate::planning::answer::{Suggestion, ThirdParty};
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::library::Texts;
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::plan::third_view;
use crate::ui::state::{shown, use_answer, use_weighing};
use crate::ui::words::{k, label, list, reader, t, tf};
use crate::vocabulary::{Coded, CostItem};

/// Third parties shown of the catalog, and as many of the directory; who wants more looks at the plan or the library.
const SHOWN: usize = 3;

/// Who could help this pair, folded until somebody wants to know; `open` where the pair needs it most.
pub fn third_parties(request: Id, offer: Id, open: bool) -> AnyView {
    let weighing = use_weighing();
    let wanted = RwSignal::new(open);
    let answered = use_answer(move || {
        let settings = weighing.settings();
        wanted.get().then(|| ThirdPartiesOf { request, offer, settings, lang: reader() })
    });
    let body = move || wanted.get().then(|| shown(answered, found_view));
    view! {
        <details class="match-third" open=open on:toggle=move |_| wanted.set(true)>
            <summary>{t(k::MATCH_THIRD)}</summary>
            <div aria-live="polite">{body}</div>
        </details>
    }
    .into_any()
}

fn found_view(view: &ThirdPartyView) -> AnyView {
    let found = &view.found;
    let why = if found.at_capacity {
        t(k::PLANNING_AT_CAPACITY)
    } else if found.uncovered.is_empty() {
        t(k::MATCH_THIRD_COVERED)
    } else {
        let items: Vec<String> =
            found.uncovered.iter().map(|item| label(CostItem::LIST, item.id())).collect();
        tf(k::PLANNING_OPEN_COSTS, &[("items", &list(&items))])
    };
    if found.suggestions.is_empty() {
        return view! { <p>{why}</p> <p class="hint">{t(k::PLANNING_NO_THIRD)}</p> }.into_any();
    }
    let link = |id: Id| {
        let name = view.institutions.iter().find(|card| card.id == id).map(by_whom).unwrap_or_default();
        view! { <a href=href(&Route::record(Screen::Institutions, id))>{name}</a> }.into_any()
    };
    let texts = Texts::fetch();
    let is_here = |third: &&Suggestion| matches!(third.party, ThirdParty::Institution { .. });
    let here = found.suggestions.iter().filter(is_here).take(SHOWN);
    let elsewhere = found.suggestions.iter().filter(|third| !is_here(third)).take(SHOWN);
    let rows = here.chain(elsewhere).map(|third| third_view(third, texts, link)).collect_view();
    view! { <p>{why}</p> <ul class="plan-thirds">{rows}</ul> }.into_any()
}
