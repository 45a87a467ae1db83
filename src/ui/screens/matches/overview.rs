//! The best match of every request.

use leptos::prelude::*;

use super::weighing_panel;
use crate::desk::{AllMatches, EntryCard, MatchCard, MatchOverview};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::state::{shown, use_answer, use_weighing, use_who};
use crate::ui::widgets::{Choice, Heading, Icon, More, RadioChips, band_words, empty_state, shown_text};
use crate::ui::words::{k, number, reader, t};

/// Rows asked for at first, and again with every *Show more*.
const PAGE: u32 = 40;

/// The overview; `mine=1` in the address narrows it to the person's institution.
#[component]
pub fn Overview() -> AnyView {
    let weighing = use_weighing();
    let whose = use_who();
    let route = use_route();
    let count = RwSignal::new(PAGE);
    let mine = Memo::new(move |_| route.with(|route| route.get("mine").is_some()));
    let answered = use_answer(move || {
        let institution = whose.institution().filter(|_| mine.get());
        Some(AllMatches {
            settings: weighing.settings(),
            institution,
            from: 0,
            count: count.get(),
            lang: reader(),
        })
    });
    let total = Signal::derive(move || answered.value.with(|all| all.as_ref().map_or(0, |all| all.total)));
    let rows = Signal::derive(move || {
        answered.value.with(|all| all.as_ref().map_or(0, |all| all.rows.len() as u32))
    });
    view! {
        <Heading text=t(k::NAV_MATCHES) lead=t(k::MATCHES_LEAD) />
        {move || whose.institution().map(|_| whose_choice(mine))}
        <div class="matches-page">
            <div class="matches-main">
                {shown(answered, table)}
                {move || (total.get() > 0).then(|| view! {
                    <More shown=rows total counts=k::COUNT_REQUESTS on_more=move |()| count.update(|count| *count += PAGE) />
                })}
            </div>
            {weighing_panel()}
        </div>
    }
    .into_any()
}

fn whose_choice(mine: Memo<bool>) -> AnyView {
    let nav = use_nav();
    let choices = vec![Choice::new("all", t(k::MATCHES_ALL)), Choice::new("mine", t(k::MATCHES_MINE))];
    let chosen = Signal::derive(move || if mine.get() { "mine" } else { "all" }.to_owned());
    let choose =
        move |id: String| nav.change(|route| route.with("mine", if id == "mine" { "1" } else { "" }));
    view! { <RadioChips name="whose" legend=t(k::MATCHES_WHOSE) choices chosen on_choose=choose legend_hidden=true /> }.into_any()
}

fn table(all: &MatchOverview) -> AnyView {
    if all.rows.is_empty() {
        return empty_state(
            Icon::Match,
            k::MATCHES_EMPTY_TITLE,
            k::MATCHES_EMPTY_TEXT,
            view! {
                <a class="button primary" href=href(&Route::to(Screen::Edit).with("what", "request"))>{t(k::MATRIX_ADD_REQUEST)}</a>
            },
        );
    }
    let rows = all.rows.iter().map(|(request, best)| row(request, best.as_ref())).collect_view();
    view! { <ul class="overview">{rows}</ul> }.into_any()
}

fn row(request: &EntryCard, best: Option<&MatchCard>) -> AnyView {
    let link = href(&Route::record(Screen::Matches, request.key.id));
    let found = match best {
        Some(pair) => {
            let band = pair.explanation.band;
            view! {
                <p class="overview-best">
                    <span class=format!("overview-score band-{}", band.id())>
                        {number((pair.explanation.score * 100.0).round())}
                        <span class="overview-band">{band_words(band)}</span>
                    </span>
                    <span>
                        <span class="overview-offer">{shown_text(&pair.offer.title)}</span>
                        <span class="hint">{by_whom(&pair.offer.institution)}</span>
                    </span>
                </p>
            }
            .into_any()
        }
        None => view! { <p class="overview-best hint">{t(k::MATCHES_NO_BEST)}</p> }.into_any(),
    };
    view! {
        <li>
            <div class="overview-request">
                <p class="entry-who">{by_whom(&request.institution)}</p>
                <h2><a href=link>{shown_text(&request.title)}</a></h2>
            </div>
            {found}
        </li>
    }
    .into_any()
}
