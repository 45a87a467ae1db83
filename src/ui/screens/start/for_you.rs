//! For you: what the open catalog means for one's own institution.

use leptos::prelude::*;

use super::who::{WhoAmI, use_institution};
use crate::catalog::RecordKind;
use crate::desk::{
    AllMatches, Command, EntryCard, Filter, ListEntries, ListView, MatchCard, MatchList, MatchesOf, Side,
    Sort,
};
use crate::platform::BrowserWorld;
use crate::primitive::{Id, World};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::{by_whom, entry_line, pair_href, score_words};
use crate::ui::state::{Hands, shown, use_answer, use_hands, use_weighing, use_who};
use crate::ui::widgets::{Button, Heading, Icon, Look, badge, icon, shown_text};
use crate::ui::words::{k, label, reader, t, tf, window};

/// Entries of one institution looked at here; more are in the lists.
const OWN_ENTRIES: u32 = 50;
/// Requests shown under each offer.
const ASKERS: u32 = 3;
/// Entries whose window ends within so many days are shown as lapsing: a quarter, the rhythm of most missions.
const LAPSES_WITHIN_DAYS: i32 = 90;
/// By how much *Renew* extends an entry: one more year of a programme.
const RENEW_DAYS: i32 = 365;

/// Everything for one institution; without one, the question who one is.
#[component]
pub fn ForYou() -> AnyView {
    let who = use_who();
    let institution = Signal::derive(move || who.institution());
    let card = use_institution(institution);
    let title = Signal::derive(move || match card.get() {
        Some(card) => tf(k::FOR_YOU_TITLE, &[("name", &by_whom(&card))]),
        None => t(k::FOR_YOU_WHO),
    });
    let body = move || institution.get().map(sections);
    view! { <section class="for-you"><Heading text=title /><WhoAmI />{body}</section> }.into_any()
}

fn sections(institution: Id) -> AnyView {
    let hands = use_hands();
    view! {
        <div class="for-you-grid">
            {own_requests(institution)}
            {askers(institution)}
            {lapsing(institution, hands)}
            {waiting_for_me(institution)}
        </div>
    }
    .into_any()
}

fn own(kind: RecordKind, institution: Id, sort: Sort) -> ListEntries {
    let filter = Filter { institutions: vec![institution], ..Filter::default() };
    ListEntries { kind, filter, sort, from: 0, count: OWN_ENTRIES, lang: reader() }
}

fn panel(title: String, symbol: Icon, body: AnyView) -> AnyView {
    view! { <section class="card for-you-panel"><h2>{icon(symbol)} {title}</h2>{body}</section> }.into_any()
}

/// My requests, each with the best offer there is.
fn own_requests(institution: Id) -> AnyView {
    let weighing = use_weighing();
    let answered = use_answer(move || {
        let settings = weighing.settings();
        Some(AllMatches {
            settings,
            institution: Some(institution),
            from: 0,
            count: OWN_ENTRIES,
            lang: reader(),
        })
    });
    let body = move |overview: &crate::desk::MatchOverview| {
        let mine = overview.rows.iter().filter(|(request, _)| request.institution.id == institution);
        let rows: Vec<AnyView> = mine.map(|(request, best)| request_row(request, best.as_ref())).collect();
        if rows.is_empty() {
            return nothing(t(k::FOR_YOU_NO_REQUESTS), Screen::Requests, t(k::FOR_YOU_ADD_REQUEST));
        }
        view! { <ul class="for-you-list">{rows}</ul> }.into_any()
    };
    panel(t(k::FOR_YOU_REQUESTS), Icon::Request, shown(answered, body))
}

fn request_row(request: &EntryCard, best: Option<&MatchCard>) -> AnyView {
    let all = href(&Route::record(Screen::Matches, request.key.id));
    let best = match best {
        Some(pair) => {
            let to = pair_href(request.key.id, pair.offer.key.id);
            view! {
                <p class="for-you-best">
                    {score_words(pair)}
                    <span><a href=to>{shown_text(&pair.offer.title)}</a> " "
                        <span class="hint">{by_whom(&pair.offer.institution)}</span></span>
                </p>
            }
            .into_any()
        }
        None => view! { <p class="hint">{t(k::FOR_YOU_UNANSWERED)}</p> }.into_any(),
    };
    view! { <li><a class="for-you-own" href=all>{shown_text(&request.title)}</a>{best}</li> }.into_any()
}

/// My offers, each with those who ask for it.
fn askers(institution: Id) -> AnyView {
    let answered = use_answer(move || Some(own(RecordKind::Offer, institution, Sort::Title)));
    let body = move |list: &ListView| {
        let open: Vec<AnyView> =
            list.entries.iter().filter(|offer| offer.standing == "open").map(offer_row).collect();
        if open.is_empty() {
            return nothing(t(k::FOR_YOU_NO_OFFERS), Screen::Offers, t(k::FOR_YOU_ADD_OFFER));
        }
        view! { <ul class="for-you-list">{open}</ul> }.into_any()
    };
    panel(t(k::FOR_YOU_OFFERS), Icon::Offer, shown(answered, body))
}

fn offer_row(offer: &EntryCard) -> AnyView {
    let weighing = use_weighing();
    let id = offer.key.id;
    let answered = use_answer(move || {
        Some(MatchesOf {
            side: Side::Offer(id),
            settings: weighing.settings(),
            limit: ASKERS,
            lang: reader(),
        })
    });
    let body = move |list: &MatchList| {
        if list.matches.is_empty() {
            return view! { <p class="hint">{t(k::FOR_YOU_NOBODY_ASKS)}</p> }.into_any();
        }
        let one = |pair: &MatchCard| {
            let to = pair_href(id, pair.request.key.id);
            view! {
                <p class="for-you-best">
                    {score_words(pair)}
                    <span><a href=to>{shown_text(&pair.request.title)}</a> " "
                        <span class="hint">{by_whom(&pair.request.institution)}</span></span>
                </p>
            }
        };
        list.matches.iter().map(one).collect_view().into_any()
    };
    let all = href(&Route::record(Screen::Matches, id));
    view! { <li><a class="for-you-own" href=all>{shown_text(&offer.title)}</a>{shown(answered, body)}</li> }
        .into_any()
}

/// Entries of mine that have lapsed or soon will, with renewal in one press.
fn lapsing(institution: Id, hands: Hands) -> AnyView {
    let today = BrowserWorld.today();
    let soon = move |entry: &EntryCard| {
        let ends = entry.window.to().is_some_and(|end| end <= today.plus_days(LAPSES_WITHIN_DAYS));
        ends && matches!(entry.standing.as_str(), "open" | "lapsed" | "full")
    };
    let row = move |entry: &EntryCard| {
        let id = entry.key.id;
        let renew = move |()| {
            hands.send(Command::Renew { ids: vec![id], until: today.plus_days(RENEW_DAYS) });
        };
        let screen = if entry.key.kind == RecordKind::Offer { Screen::Offers } else { Screen::Requests };
        let state = (entry.standing == "lapsed").then(|| badge("caution", t(k::FOR_YOU_HAS_LAPSED)));
        view! {
            <li class="for-you-lapsing">
                <span>
                    <a href=href(&Route::record(screen, id))>{shown_text(&entry.title)}</a>
                    <span class="hint">{window(entry.window)}</span>
                    {state}
                </span>
                <Button label=t(k::FOR_YOU_RENEW) look=Look::Quiet on_press=renew />
            </li>
        }
    };
    let part = move |kind| {
        let answered = use_answer(move || Some(own(kind, institution, Sort::Ends)));
        shown(answered, move |list: &ListView| {
            let rows = list.entries.iter().filter(|entry| soon(entry)).map(row).collect_view();
            view! { <ul class="for-you-list">{rows}</ul> }.into_any()
        })
    };
    let body = view! {
        <div class="for-you-lapse">
            {part(RecordKind::Offer)}
            {part(RecordKind::Request)}
            <p class="hint when-empty">{t(k::FOR_YOU_NOTHING_LAPSES)}</p>
        </div>
    };
    panel(t(k::FOR_YOU_LAPSING), Icon::Clock, body.into_any())
}

/// Exchanges with me that are proposed or negotiated: somebody waits for a word.
fn waiting_for_me(institution: Id) -> AnyView {
    let answered = use_answer(move || Some(own(RecordKind::Portfolio, institution, Sort::Fresh)));
    let body = move |list: &ListView| {
        let waits = |item: &&EntryCard| matches!(item.standing.as_str(), "proposed" | "in-negotiation");
        let row = |item: &EntryCard| {
            let stage = badge("plain", label("portfolio_status", &item.standing));
            view! { <li>{entry_line(Screen::Portfolio, item)} " " {stage}</li> }
        };
        let rows: Vec<_> = list.entries.iter().filter(waits).map(row).collect();
        if rows.is_empty() {
            return view! { <p class="hint">{t(k::FOR_YOU_NOTHING_WAITS)}</p> }.into_any();
        }
        view! { <ul class="for-you-list">{rows}</ul> }.into_any()
    };
    panel(t(k::FOR_YOU_WAITING), Icon::Mail, shown(answered, body))
}

fn nothing(text: String, screen: Screen, action: String) -> AnyView {
    view! { <p class="hint">{text}</p> <a class="button" href=href(&Route::to(screen))>{action}</a> }
        .into_any()
}
