//! The match, the most important picture of all: who, how well and why, what to mind, what to do.

use leptos::prelude::*;

use super::third::third_parties;
use super::write::{Addressed, mail_link};
use crate::desk::{Command, EntryCard, InstitutionCard, MatchCard};
use crate::matching::answer::{Explanation, Part, Robustness, State};
use crate::ui::nav::href;
use crate::ui::route::Route;
use crate::ui::screens::entries::card::{screen_of, standing_badge};
use crate::ui::screens::library::cases_on;
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::settings::criterion_words;
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Icon, Look, ScoreBar, Segment, Tone, icon, note, shown_text, words_of};
use crate::ui::words::{k, said, share, t, tf, window};
use crate::vocabulary::PortfolioStatus;

/// Which side of a pair a card shows: the one the person has not come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The offer.
    Offer,
    /// The request.
    Request,
}

/// What each criterion adds, in the order of the criteria; what the request does not ask is left out.
pub fn segments(parts: &[Part]) -> Vec<Segment> {
    let asked = parts.iter().filter(|part| part.state != State::NotAsked);
    asked
        .map(|part| Segment {
            name: criterion_words(part.criterion),
            value: part.value,
            weight: part.weight,
            contribution: part.contribution,
            reason: said(&part.reason),
        })
        .collect()
}

/// A ranked match with its explanation and what can be done.
pub fn match_card(pair: &MatchCard, shows: Shows, robustness: Option<Robustness>) -> AnyView {
    let hands = use_hands();
    let other = if shows == Shows::Offer { &pair.offer } else { &pair.request };
    let explanation = &pair.explanation;
    let rank =
        (pair.rank > 0).then(|| view! { <span class="match-rank" aria-hidden="true">{pair.rank}</span> });
    view! {
        <article class=format!("match-card {}", other.key.kind.word())>
            <header class="match-head">
                {rank}
                <div>
                    {head(other, &other.institution)}
                </div>
            </header>
            <ScoreBar score=explanation.score band=explanation.band segments=segments(&explanation.parts) />
            {robustness.map(robust)}
            {component(explanation)}
            {reasons(&explanation.parts)}
            {cautions(explanation)}
            {third_parties(pair.request.key.id, pair.offer.key.id, false)}
            {actions(pair, other, hands)}
        </article>
    }
    .into_any()
}

/// Title, institution, when.
pub fn head(entry: &EntryCard, from: &InstitutionCard) -> AnyView {
    let link = href(&Route::record(screen_of(entry.key.kind), entry.key.id));
    view! {
        <p class="entry-who">{by_whom(from)}</p>
        <h3><a href=link>{shown_text(&entry.title)}</a></h3>
        <p class="entry-foot">{standing_badge(&entry.standing)} <span>{window(entry.window)}</span></p>
    }
    .into_any()
}

/// A share of the trials that is worth a word: less says nothing in favour of the match.
const WORTH_SAYING: f64 = 0.5;

fn robust(robustness: Robustness) -> Option<AnyView> {
    let words = if robustness.first >= WORTH_SAYING {
        tf(k::MATCH_ROBUST_FIRST, &[("share", &share(robustness.first))])
    } else if robustness.top_three >= WORTH_SAYING {
        tf(k::MATCH_ROBUST_THREE, &[("share", &share(robustness.top_three))])
    } else {
        return None;
    };
    Some(
        view! { <p class="match-robust" title=t(k::MATCH_ROBUST_WHY)>{icon(Icon::Tick)} {words}</p> }
            .into_any(),
    )
}

fn component(explanation: &Explanation) -> Option<AnyView> {
    let part = explanation.component.as_ref()?;
    let title = shown_text(&words_of(&part.title));
    Some(view! { <p class="match-part"><strong>{t(k::MATCH_PART)}</strong> " " {title}</p> }.into_any())
}

/// Every reason as a sentence, for who prefers words to a bar; a silent offer is said to be silent.
fn reasons(parts: &[Part]) -> AnyView {
    let row = |part: &Part| {
        let silent =
            (part.state == State::Silent).then(|| view! { <span class="hint">{t(k::MATCH_SILENT)}</span> });
        view! {
            <div>
                <dt>{criterion_words(part.criterion)}</dt>
                <dd>{said(&part.reason)} " " {silent}</dd>
            </div>
        }
    };
    let rows = parts.iter().filter(|part| part.state != State::NotAsked).map(row).collect_view();
    view! {
        <details class="match-reasons">
            <summary>{t(k::MATCH_REASONS)}</summary>
            <dl>{rows}</dl>
        </details>
    }
    .into_any()
}

/// What to mind, in one place.
fn cautions(explanation: &Explanation) -> AnyView {
    match explanation.cautions.as_slice() {
        [] => ().into_any(),
        [one] => note(Tone::Caution, said(one)),
        several => {
            let items = several.iter().map(|caution| view! { <li>{said(caution)}</li> }).collect_view();
            note(Tone::Caution, view! { <ul class="plain-list">{items}</ul> })
        }
    }
}

fn actions(pair: &MatchCard, other: &EntryCard, hands: Hands) -> AnyView {
    let (request, offer) = (pair.request.key.id, pair.offer.key.id);
    let take = move |()| {
        hands.send(Command::TakeUp { request, offers: vec![offer], status: PortfolioStatus::Proposed });
    };
    // One button stands out on a page: that of the best match.
    let look = if pair.rank <= 1 { Look::Primary } else { Look::Plain };
    view! {
        <div class="actions match-actions">
            <Button label=t(k::MATCH_TAKE_UP) look symbol=Icon::Portfolio on_press=take />
            {mail_link(Addressed { request, offer, blocked: None })}
            {cases_on(other).map(|to| view! { <a class="button quiet" href=to>{t(k::MATCH_CASES)}</a> })}
        </div>
    }
    .into_any()
}
