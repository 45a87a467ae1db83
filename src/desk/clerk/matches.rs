//! Matches with the cards of both sides, and the matching of drafts.

use std::num::NonZeroU32;

use super::cards::{View, open_by_institution};
use super::{Book, Desk};
use crate::catalog::{AnyRecord, RecordKind};
use crate::desk::{
    AllMatches, Explain, Fault, Live, LiveView, MatchCard, MatchList, MatchOverview, MatchesOf, NearMissCard,
    NearMissesOf, RobustnessOf, Shelf, Side, SuggestConcepts, Suggestion, WhatIf,
};
use crate::matching::answer::{Change, Explanation, Importance, Match, Robustness, Screening, Settings};
use crate::matching::{screen_offer, screen_request};
use crate::primitive::{Arrange, Date, Id, Window, World};
use crate::vocabulary::{Code, Status, Vocabulary};

/// Most matches of one answer; nobody reads more, and each is explained.
const MOST_MATCHES: usize = 200;
/// Most rows of the overview in one answer.
const MOST_ROWS: usize = 500;
/// Most suggestions of a picker.
const MOST_SUGGESTIONS: usize = 50;

impl<S: Shelf, W: World> Desk<S, W> {
    pub(super) fn matches_of(&mut self, question: &MatchesOf) -> Result<MatchList, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let limit = (question.limit as usize).min(MOST_MATCHES);
        book.match_list(question.side, &question.settings, limit, &view)
    }

    pub(super) fn all_matches(&mut self, question: &AllMatches) -> Result<MatchOverview, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let mut rows = book.best_of_all(&question.settings);
        if let Some(institution) = question.institution {
            let own = |kind: RecordKind, id: Id| {
                book.facts.row(kind, id).is_some_and(|row| row.institution == book.facts.resolve(institution))
            };
            rows.retain(|(request, best)| {
                own(RecordKind::Request, *request)
                    || best.is_some_and(|best| own(RecordKind::Offer, best.offer))
            });
        }
        // The strongest first: a high score of a request that says next to nothing comes after them.
        let band = |best: &Option<Match>| best.map(|best| best.band);
        let score = |best: &Option<Match>| best.map_or(-1.0, |best| best.score);
        rows.arrange_by(|(a, one), (b, other)| {
            let by_score = score(other).total_cmp(&score(one));
            band(other).cmp(&band(one)).then(by_score).then(a.cmp(b))
        });
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let page = rows.into_iter().skip(question.from as usize);
        let page = page.take((question.count as usize).min(MOST_ROWS));
        let rows = page.filter_map(|(request, best)| {
            let card = view.card(RecordKind::Request, request)?;
            let best = best.and_then(|best| book.match_card(&best, 1, &question.settings, &view));
            Some((card, best))
        });
        Ok(MatchOverview { total, rows: rows.collect() })
    }

    pub(super) fn explain(&mut self, question: &Explain) -> Result<MatchCard, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let explained = book.explained(question.request, question.offer, &question.settings)?;
        let ranked = book.index().map(|index| index.all_matches(question.request, &question.settings));
        let rank = ranked.and_then(|all| all.iter().position(|found| found.offer == question.offer));
        let rank = rank.map_or(0, |at| at + 1);
        book.carded(explained, rank, &view).ok_or(Fault::NotFound(question.offer))
    }

    pub(super) fn near_misses_of(&mut self, question: &NearMissesOf) -> Result<Vec<NearMissCard>, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let Some(index) = book.index() else { return Err(Fault::NoCatalog) };
        let limit = (question.limit as usize).min(MOST_MATCHES);
        let found = index.near_misses(&book.catalog, question.request, &question.settings, limit);
        let cards = found.into_iter().filter_map(|near_miss| {
            Some(NearMissCard { offer: view.card(RecordKind::Offer, near_miss.offer)?, near_miss })
        });
        Ok(cards.collect())
    }

    /// The pair as it would be, explained on a copy of both entries with the changes made.
    pub(super) fn what_if(&mut self, question: &WhatIf) -> Result<MatchCard, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let (records, settings) = book.mended(question)?;
        book.on_trial(records, |book| {
            let open = open_by_institution(&book.facts, as_of);
            let view = book.view(question.lang, as_of, &open);
            let explained = book.explained(question.request, question.offer, &settings)?;
            book.carded(explained, 0, &view).ok_or(Fault::NotFound(question.offer))
        })
    }

    pub(super) fn robustness_of(&mut self, question: &RobustnessOf) -> Result<Vec<Robustness>, Fault> {
        let book = self.indexed()?;
        let found = book.index().map(|index| index.robustness(question.request, &question.settings));
        Ok(found.unwrap_or_default())
    }

    pub(super) fn live(&mut self, question: &Live) -> Result<LiveView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let mut draft = (*question.draft).clone();
        let screening = match &mut draft {
            AnyRecord::Request(draft) => {
                draft.status = Status::Open;
                screen_request(draft)
            }
            AnyRecord::Offer(draft) => {
                draft.status = Status::Open;
                screen_offer(draft)
            }
            _ => return Ok(LiveView { matches: Vec::new(), screening: Screening::default() }),
        };
        let limit = (question.limit as usize).min(MOST_MATCHES);
        let matches = book.on_trial(vec![draft.clone()], |book| {
            let open = open_by_institution(&book.facts, as_of);
            let view = book.view(question.lang, as_of, &open);
            book.live_matches(&draft, &question.settings, limit, &view)
        });
        Ok(LiveView { matches, screening })
    }
}

impl Book {
    /// The matches of one entry, each explained.
    pub(super) fn match_list(
        &self,
        side: Side,
        settings: &Settings,
        limit: usize,
        view: &View<'_>,
    ) -> Result<MatchList, Fault> {
        let Some(index) = self.index() else { return Err(Fault::NoCatalog) };
        let (kind, id, found) = match side {
            Side::Request(id) => (RecordKind::Request, id, index.all_matches(id, settings)),
            Side::Offer(id) => (RecordKind::Offer, id, index.rank_offer(id, settings, usize::MAX)),
        };
        let of = view.card(kind, id).ok_or(Fault::NotFound(id))?;
        let passing = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let best = found.iter().take(limit).enumerate();
        let matches = best.filter_map(|(at, found)| self.match_card(found, at + 1, settings, view));
        Ok(MatchList { of, matches: matches.collect(), passing })
    }

    pub(super) fn match_card(
        &self,
        found: &Match,
        rank: usize,
        settings: &Settings,
        view: &View<'_>,
    ) -> Option<MatchCard> {
        let explained = self.explained(found.request, found.offer, settings).ok()?;
        self.carded(explained, rank, view)
    }

    fn explained(&self, request: Id, offer: Id, settings: &Settings) -> Result<Explanation, Fault> {
        let Some(index) = self.index() else { return Err(Fault::NoCatalog) };
        index.explain(&self.catalog, request, offer, settings).ok_or(Fault::NotFound(offer))
    }

    fn carded(&self, explanation: Explanation, rank: usize, view: &View<'_>) -> Option<MatchCard> {
        Some(MatchCard {
            rank: u32::try_from(rank).unwrap_or(0),
            request: view.card(RecordKind::Request, explanation.request)?,
            offer: view.card(RecordKind::Offer, explanation.offer)?,
            explanation,
        })
    }

    /// Matches of a draft that is in the catalog on trial, exactly as they would be once it is saved.
    fn live_matches(
        &self,
        draft: &AnyRecord,
        settings: &Settings,
        limit: usize,
        view: &View<'_>,
    ) -> Vec<MatchCard> {
        let Some(index) = self.index() else { return Vec::new() };
        let id = draft.head().id;
        let is_request = draft.kind() == RecordKind::Request;
        let found = if is_request {
            index.rank_request(id, settings, limit)
        } else {
            index.rank_offer(id, settings, limit)
        };
        let own = view.card_of(draft, None);
        let cards = found.iter().enumerate().filter_map(|(at, found)| {
            let explanation = self.explained(found.request, found.offer, settings).ok()?;
            let rank = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let (request, offer) = if is_request {
                (own.clone(), view.card(RecordKind::Offer, found.offer)?)
            } else {
                (view.card(RecordKind::Request, found.request)?, own.clone())
            };
            Some(MatchCard { rank, request, offer, explanation })
        });
        cards.collect()
    }

    /// Both entries of a pair with the changes made, and the settings under which they would match.
    fn mended(&self, question: &WhatIf) -> Result<(Vec<AnyRecord>, Settings), Fault> {
        let request = self.catalog.requests.get(&question.request);
        let mut request = request.ok_or(Fault::NotFound(question.request))?.clone();
        let offer = self.catalog.offers.get(&question.offer);
        let mut offer = offer.ok_or(Fault::NotFound(question.offer))?.clone();
        let mut settings = question.settings;
        for change in &question.changes {
            match change {
                Change::OpenOffer => offer.status = Status::Open,
                Change::OpenRequest => request.status = Status::Open,
                Change::RenewOffer => offer.window = moved(offer.window, 0, None),
                Change::RenewRequest => request.window = moved(request.window, 0, None),
                Change::LengthenWindow(days) => {
                    let to = request.window.to().map(|to| to.plus_days(*days));
                    request.window = moved(request.window, 0, to);
                }
                Change::ShiftWindow(days) => {
                    let to = request.window.to().map(|to| to.plus_days(*days));
                    request.window = moved(request.window, *days, to);
                }
                Change::AcceptModality(modality) => request.modalities.push(Code::Known(*modality)),
                Change::AcceptDelivery(delivery) => request.delivery.push(Code::Known(*delivery)),
                Change::FreeCapacity => {
                    offer.capacity = NonZeroU32::new(self.facts.usage.used(question.offer).saturating_add(1));
                }
                Change::AnotherProvider => {
                    let providers = self.facts.usage.providers(question.request);
                    request.providers_needed = NonZeroU32::new(providers.saturating_add(1));
                }
                Change::Relax(criterion) => {
                    settings.importances = settings.importances.with(*criterion, Importance::Very);
                }
            }
        }
        Ok((vec![request.into(), offer.into()], settings))
    }
}

/// A window whose beginning moves by so many days, with another end.
fn moved(window: Window, days: i32, to: Option<Date>) -> Window {
    let from = window.from().map(|from| from.plus_days(days));
    Window::new(from, to).unwrap_or(window)
}

/// Concepts a person may mean by what was typed.
pub(super) fn suggestions(question: &SuggestConcepts) -> Vec<Suggestion> {
    let SuggestConcepts { query, lang, limit } = question;
    let vocabulary = Vocabulary::carried();
    let found = super::search::suggester().suggest(query, *lang, (*limit as usize).min(MOST_SUGGESTIONS));
    let suggestion = |ix| {
        let concept = vocabulary.concept(ix);
        Suggestion {
            concept: concept.id.clone(),
            parent: concept.parents.first().map(|parent| vocabulary.concept(*parent).id.clone()),
            because: super::search::recognised(concept, query, *lang),
        }
    };
    found.into_iter().map(suggestion).collect()
}
