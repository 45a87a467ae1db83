//! For you: what the open catalog means for one's own institution.

use leptos::prelude::*;

use super::who::WhoAmI;
use crate::catalog::RecordKind;
use crate::desk::{Command, EntryCard, ForYou as AskForYou, ForYouView, MatchCard, MatchList, Waiting};
use crate::platform::BrowserWorld;
use crate::primitive::{Id, World};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::{by_whom, matches_of, pair_href, score_words};
use crate::ui::screens::share::SendMine;
use crate::ui::state::{Hands, shown, use_answer, use_hands, use_weighing, use_who};
use crate::ui::widgets::{Button, Heading, Icon, Look, badge, icon, shown_text};
use crate::ui::words::{k, reader, said, t, tf, window};

/// By how much *Renew* extends an entry: one more year of a programme.
const RENEW_DAYS: i32 = 365;
/// Entries shown in each part before *Show all*: what fits on a tablet without scrolling past it.
const SHOWN_AT_FIRST: usize = 4;
/// Matches shown under each entry.
const BEST: usize = 2;

/// Everything for one institution; without one, the question who one is.
#[component]
pub fn ForYou() -> AnyView {
    let who = use_who();
    let weighing = use_weighing();
    let institution = Memo::new(move |_| who.institution());
    let answered = use_answer(move || {
        let institution = institution.get()?;
        Some(AskForYou { institution, settings: weighing.settings(), lang: reader() })
    });
    let name = move || {
        answered.value.with(|view| {
            let card = view.as_ref().map(|view| &view.institution);
            card.filter(|card| Some(card.id) == institution.get()).map(by_whom)
        })
    };
    let title = Signal::derive(move || match (institution.get(), name()) {
        (None, _) => t(k::FOR_YOU_WHO),
        (Some(_), None) => t(k::FOR_YOU_SOMEBODY),
        (Some(_), Some(name)) => tf(k::FOR_YOU_TITLE, &[("name", &name)]),
    });
    let hands = use_hands();
    let body = move || {
        institution.get().map(|id| {
            let view = move |view: &ForYouView| {
                if view.institution.id == id { sections(view, hands) } else { ().into_any() }
            };
            shown(answered, view)
        })
    };
    view! { <section class="for-you"><Heading text=title /><WhoAmI />{body}</section> }.into_any()
}

fn sections(view: &ForYouView, hands: Hands) -> AnyView {
    let requests = entries(&view.requests, true);
    let offers = entries(&view.offers, false);
    view! {
        <div class="actions"><SendMine /></div>
        <div class="for-you-grid">
            <div class="stack">
                {panel(t(k::FOR_YOU_REQUESTS), Icon::Request, requests)}
                {panel(t(k::FOR_YOU_WAITING), Icon::Mail, waiting(&view.waiting))}
                {panel(t(k::FOR_YOU_LAPSING), Icon::Clock, lapsing(&view.lapsing, hands))}
            </div>
            {panel(t(k::FOR_YOU_OFFERS), Icon::Offer, offers)}
        </div>
    }
    .into_any()
}

fn panel(title: String, symbol: Icon, body: AnyView) -> AnyView {
    view! { <section class="card for-you-panel"><h2>{icon(symbol)} {title}</h2>{body}</section> }.into_any()
}

/// A list that shows its beginning, and the rest when asked to.
fn folded(rows: Vec<AnyView>) -> AnyView {
    let mut rows = rows;
    let rest = rows.split_off(rows.len().min(SHOWN_AT_FIRST));
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details class="for-you-rest">
                <summary>{tf(k::FOR_YOU_MORE, &[("n", &rest.len().to_string())])}</summary>
                <ul class="for-you-list">{rest}</ul>
            </details>
        }
    });
    view! { <ul class="for-you-list">{rows}</ul> {more} }.into_any()
}

/// My requests with their best offers, or my offers with those who ask for them.
fn entries(lists: &[MatchList], requests: bool) -> AnyView {
    if lists.is_empty() {
        let (text, screen, action) = if requests {
            (k::FOR_YOU_NO_REQUESTS, Screen::Requests, k::FOR_YOU_ADD_REQUEST)
        } else {
            (k::FOR_YOU_NO_OFFERS, Screen::Offers, k::FOR_YOU_ADD_OFFER)
        };
        let to = href(&Route::to(screen));
        return view! { <p class="hint">{t(text)}</p> <a class="button" href=to>{t(action)}</a> }.into_any();
    }
    folded(lists.iter().map(|list| entry_row(list, requests)).collect())
}

fn entry_row(list: &MatchList, request: bool) -> AnyView {
    let own = list.of.key.id;
    let best = list.matches.iter().take(BEST).map(|pair| best_line(own, pair, request)).collect_view();
    let none = list.matches.is_empty().then(|| {
        let words = if request { t(k::FOR_YOU_UNANSWERED) } else { t(k::FOR_YOU_NOBODY_ASKS) };
        view! { <p class="hint">{words}</p> }
    });
    let all = href(&matches_of(own, !request));
    view! { <li><a class="for-you-own" href=all>{shown_text(&list.of.title)}</a>{best}{none}</li> }.into_any()
}

fn best_line(own: Id, pair: &MatchCard, request: bool) -> AnyView {
    let other = if request { &pair.offer } else { &pair.request };
    view! {
        <p class="for-you-best">
            {score_words(pair)}
            <span>
                <a href=pair_href(own, other.key.id, !request)>{shown_text(&other.title)}</a>
                " "
                <span class="hint">{by_whom(&other.institution)}</span>
            </span>
        </p>
    }
    .into_any()
}

/// Where an entry is read.
fn entry_href(entry: &EntryCard) -> String {
    let screen = match entry.key.kind {
        RecordKind::Offer => Screen::Offers,
        RecordKind::Request => Screen::Requests,
        RecordKind::Portfolio => Screen::Portfolio,
        _ => Screen::Institutions,
    };
    href(&Route::record(screen, entry.key.id))
}

/// Entries of mine that have lapsed or soon will, with renewal in one press.
fn lapsing(entries: &[EntryCard], hands: Hands) -> AnyView {
    if entries.is_empty() {
        return view! { <p class="hint">{t(k::FOR_YOU_NOTHING_LAPSES)}</p> }.into_any();
    }
    let row = |entry: &EntryCard| {
        let id = entry.key.id;
        let renew = move |()| {
            let until = BrowserWorld.today().plus_days(RENEW_DAYS);
            hands.send(Command::Renew { ids: vec![id], until });
        };
        let state = (entry.standing == "lapsed").then(|| badge("caution", t(k::FOR_YOU_HAS_LAPSED)));
        view! {
            <li class="for-you-lapsing">
                <span>
                    <a href=entry_href(entry)>{shown_text(&entry.title)}</a>
                    <span class="hint">{window(entry.window)}</span>
                    {state}
                </span>
                <Button label=t(k::FOR_YOU_RENEW) look=Look::Quiet on_press=renew />
            </li>
        }
        .into_any()
    };
    folded(entries.iter().map(row).collect())
}

/// What waits for a word of mine.
fn waiting(all: &[Waiting]) -> AnyView {
    if all.is_empty() {
        return view! { <p class="hint">{t(k::FOR_YOU_NOTHING_WAITS)}</p> }.into_any();
    }
    let row = |one: &Waiting| {
        view! {
            <li>
                <a href=entry_href(&one.card)>{shown_text(&one.card.title)}</a>
                " "
                <span class="hint">{by_whom(&one.card.institution)}</span>
                <span class="block">{said(&one.what)}</span>
            </li>
        }
        .into_any()
    };
    folded(all.iter().map(row).collect())
}
