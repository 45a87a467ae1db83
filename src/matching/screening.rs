//! Demand screening: how complete and how concrete an entry is, and which question to answer next.
//!
//! The diagnosis of 2010 found little capacity to screen requests, so that projects "lack clarity and precise
//! objectives"; that expectations and intended results have to be agreed; that commitment of the recipient decides
//! continuity; that only selected components transfer (obstacles *transfer-methodology*, *sustainability-and-
//! replicability*). Each check below answers one of those; its weight says how much of the harm it prevents.

use super::answer::{Check, Screening};
use crate::catalog::{Context, Offer, Request};
use crate::primitive::{Said, Text};

/// A text with so many words says something: shorter ones name a wish.
const WORDS_OF_A_NEED: usize = 25;
/// An objective or a result in fewer words names a theme, not a state to reach.
const WORDS_OF_AN_AIM: usize = 4;
/// Figures, from here on, are as many as help.
const FIGURES: usize = 2;

type Question = (&'static str, &'static str, f64, bool);

/// Screens a request.
pub fn screen_request(request: &Request) -> Screening {
    let commitment = &request.commitment;
    let aims = |texts: &[Text]| texts.iter().any(|text| words(text) >= WORDS_OF_AN_AIM);
    let backing = commitment.political_backing.is_some();
    let questions: [Question; 14] = [
        ("need", "screening.request.need", 16.0, words(&request.need) >= WORDS_OF_A_NEED),
        ("objectives", "screening.request.objectives", 14.0, aims(&request.objectives)),
        ("results", "screening.request.results", 12.0, aims(&request.results)),
        ("subjects", "screening.request.subjects", 10.0, !request.subjects.is_empty()),
        ("window", "screening.request.window", 8.0, request.window.days().is_some()),
        (
            "commitment.counterpart_team",
            "screening.request.counterpart",
            8.0,
            commitment.counterpart_team.is_some(),
        ),
        ("modalities", "screening.request.modalities", 7.0, !request.modalities.is_empty()),
        ("commitment.political_backing", "screening.request.backing", 5.0, backing),
        ("covers", "screening.request.covers", 5.0, !request.covers.is_empty()),
        ("context", "screening.request.context", 5.0, has_context(&request.context)),
        ("languages", "screening.request.languages", 4.0, !request.languages.is_empty()),
        ("profiles", "screening.request.profiles", 2.0, !request.profiles.is_empty()),
        ("commitment.agency_informed", "screening.request.agency", 2.0, commitment.agency_informed.is_some()),
        ("min_duration_days", "screening.request.duration", 2.0, request.min_duration_days.is_some()),
    ];
    let mut texts = vec![&request.title, &request.need];
    texts.extend(&request.objectives);
    texts.extend(&request.results);
    screening(&questions, &texts, aims(&request.objectives) && aims(&request.results))
}

/// Screens an offer.
pub fn screen_offer(offer: &Offer) -> Screening {
    let evidence = &offer.evidence;
    let proven = evidence.evaluated.is_some()
        || evidence.documented.is_some()
        || !evidence.transferred_to.is_empty()
        || !evidence.links.is_empty();
    let costs = !offer.covers.is_empty() || !offer.asks_cover.is_empty();
    let before = offer.agreement_needed.is_some() || !offer.preconditions.is_empty();
    let questions: [Question; 14] = [
        ("summary", "screening.offer.summary", 18.0, words(&offer.summary) >= WORDS_OF_A_NEED),
        ("subjects", "screening.offer.subjects", 12.0, !offer.subjects.is_empty()),
        ("components", "screening.offer.components", 10.0, !offer.components.is_empty()),
        ("modalities", "screening.offer.modalities", 9.0, !offer.modalities.is_empty()),
        ("window", "screening.offer.window", 9.0, offer.window.days().is_some()),
        ("evidence", "screening.offer.evidence", 9.0, proven),
        ("languages", "screening.offer.languages", 7.0, !offer.languages.is_empty()),
        ("capacity", "screening.offer.capacity", 6.0, offer.capacity.is_some()),
        ("covers", "screening.offer.covers", 6.0, costs),
        ("preconditions", "screening.offer.preconditions", 4.0, before),
        ("context", "screening.offer.context", 4.0, has_context(&offer.context)),
        ("delivery", "screening.offer.delivery", 2.0, !offer.delivery.is_empty()),
        ("profiles", "screening.offer.profiles", 2.0, !offer.profiles.is_empty()),
        ("apply", "screening.offer.apply", 2.0, offer.apply.is_some()),
    ];
    let texts: Vec<&Text> = [&offer.title, &offer.summary]
        .into_iter()
        .chain(offer.components.iter().flat_map(|part| [&part.title, &part.summary]))
        .collect();
    screening(&questions, &texts, !offer.components.is_empty())
}

/// Weights add up to 100; what is open comes out in the order of its weight.
fn screening(questions: &[Question], texts: &[&Text], is_precise: bool) -> Screening {
    let total: f64 = questions.iter().map(|(.., weight, _)| weight).sum();
    let checks: Vec<Check> = questions
        .iter()
        .map(|(field, key, weight, answered)| Check {
            field: (*field).to_owned(),
            answered: *answered,
            weight: weight / total,
            question: Said::new(*key),
        })
        .collect();
    let completeness = checks.iter().filter(|check| check.answered).map(|check| check.weight).sum();
    Screening { completeness, concreteness: concreteness(texts, is_precise), checks }
}

/// How far the words are concrete: length of the text, figures in it, and precise aims (or parts), a third each.
fn concreteness(texts: &[&Text], is_precise: bool) -> f64 {
    let length: usize = texts.iter().map(|text| words(text)).sum();
    let figures: usize = texts.iter().map(|text| figures(text)).sum();
    let share = |count: usize, enough: usize| (count as f64 / enough as f64).min(1.0);
    (share(length, 2 * WORDS_OF_A_NEED) + share(figures, FIGURES) + f64::from(u8::from(is_precise))) / 3.0
}

fn words(text: &Text) -> usize {
    text.text.split_whitespace().count()
}

fn figures(text: &Text) -> usize {
    text.text.split_whitespace().filter(|word| word.chars().any(|letter| letter.is_ascii_digit())).count()
}

fn has_context(context: &Context) -> bool {
    context.scale.is_some() || context.people.is_some() || !context.settings.is_empty()
}
