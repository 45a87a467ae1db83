//! The match as a picture: one bar, made of what each criterion adds; and the tally of a matrix cell.

use leptos::prelude::*;

use crate::desk::Tally;
use crate::matching::answer::Band;
use crate::ui::words::{k, number, share, t, tf, tn};

/// What one criterion adds to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Name of the criterion, in words.
    pub name: String,
    /// How well it fits, in `[0, 1]`.
    pub value: f64,
    /// Its share of the weight, in `[0, 1]`: the room it has in the bar.
    pub weight: f64,
    /// What it adds to the score.
    pub contribution: f64,
    /// Why, as a sentence.
    pub reason: String,
}

/// The words of a band.
pub fn band_words(band: Band) -> String {
    t(match band {
        Band::Strong => k::BAND_STRONG,
        Band::Good => k::BAND_GOOD,
        Band::Possible => k::BAND_POSSIBLE,
        Band::Weak => k::BAND_WEAK,
    })
}

/// The score as a number, a band in words and a bar; the bar consists of the criteria, each as wide as its
/// weight and filled as far as it fits. A press on a part shows its reason underneath.
#[component]
pub fn ScoreBar(score: f64, band: Band, segments: Vec<Segment>) -> AnyView {
    let chosen = RwSignal::new(None::<usize>);
    let reasons: Vec<(String, String)> = segments
        .iter()
        .map(|segment| {
            let added = tf(
                k::SCORE_SEGMENT,
                &[
                    ("name", &segment.name),
                    ("points", &points(segment.contribution)),
                    ("of", &points(segment.weight)),
                ],
            );
            (added, segment.reason.clone())
        })
        .collect();
    let reason = move || {
        let (title, text) = reasons.get(chosen.get()?)?.clone();
        Some(view! { <p class="score-reason"><strong>{title}</strong> " " {text}</p> })
    };
    let parts =
        segments.into_iter().enumerate().map(|(at, segment)| part(at, segment, chosen)).collect_view();
    view! {
        <div class=format!("score band-{}", band.id())>
            <p class="score-line">
                <span class="score-number">{points(score)}</span>
                <span class="score-of">{t(k::SCORE_OF)}</span>
                <span class="score-band">{band_words(band)}</span>
            </p>
            <div class="score-bar" role="group" aria-label=t(k::SCORE_PARTS)>{parts}</div>
            <div aria-live="polite">{reason}</div>
        </div>
    }
    .into_any()
}

fn part(at: usize, segment: Segment, chosen: RwSignal<Option<usize>>) -> AnyView {
    let label = tf(k::SCORE_PART, &[("name", &segment.name), ("share", &share(segment.value))]);
    let is_chosen = move || chosen.get() == Some(at);
    view! {
        <button
            type="button"
            class="score-part"
            style:flex-grow=format!("{:.4}", segment.weight.max(0.0))
            aria-label=label.clone()
            title=label
            aria-pressed=move || is_chosen().to_string()
            on:click=move |_| chosen.update(|now| *now = if *now == Some(at) { None } else { Some(at) })
        >
            <span class="score-fill" style:inline-size=format!("{:.1}%", segment.value.clamp(0.0, 1.0) * 100.0)></span>
        </button>
    }
    .into_any()
}

/// A score or a part of it, out of a hundred.
fn points(score: f64) -> String {
    number((score * 100.0).round())
}

/// Supply and demand of a cell: two figures with their colours, and words for screen readers.
pub fn tally(tally: Tally) -> AnyView {
    let words = tf(
        k::TALLY_WORDS,
        &[
            ("offers", &tn(k::TALLY_OFFERS, tally.offers)),
            ("requests", &tn(k::TALLY_REQUESTS, tally.requests)),
            ("unmet", &tn(k::TALLY_UNMET, tally.unmet)),
        ],
    );
    view! {
        <span class="tally">
            <span class="tally-figures" aria-hidden="true">
                <span class="tally-offers">{number(tally.offers)}</span>
                <span class="tally-requests">{number(tally.requests)}</span>
                {(tally.unmet > 0).then(|| view! { <span class="tally-unmet">{number(tally.unmet)}</span> })}
            </span>
            <span class="visually-hidden">{words}</span>
        </span>
    }
    .into_any()
}
