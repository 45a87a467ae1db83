//! Ranked matches as a table: pairs with score, band and reasons in words.

use leptos::prelude::*;

use crate::desk::{AllMatches, MatchCard, MatchesOf, Side};
use crate::interchange::sheet::{Plain, PlainTable};
use crate::matching::answer::Settings;
use crate::primitive::Id;
use crate::ui::screens::parts::by_whom;
use crate::ui::state::{Hands, Reason};
use crate::ui::widgets::{band_words, fault_sentence};
use crate::ui::words::{k, reader, said, t};
use crate::worker::sheets_client::Hear;

/// How matches are weighed, and whose are wanted.
pub type Asked = (Settings, Option<Id>);

/// Requests asked for at once.
const PAGE: u32 = 100;
/// Matches of each request that are written: what a person compares.
const BEST: u32 = 5;
/// With more requests than this, only the best match of each is written: five of each would take minutes.
const FEW_REQUESTS: u32 = 500;

/// The table; `hear` hears the share done, and `stopped` is looked at between pages.
pub async fn table(
    hands: Hands,
    (settings, institution): Asked,
    stopped: RwSignal<bool>,
    hear: Hear,
) -> Result<PlainTable, Reason> {
    let heads = [
        k::SHEET_HEAD_REQUEST,
        k::SHEET_HEAD_REQUESTER,
        k::SHEET_HEAD_RANK,
        k::SHEET_HEAD_OFFER,
        k::SHEET_HEAD_PROVIDER,
        k::SHEET_HEAD_SCORE,
        k::SHEET_HEAD_BAND,
        k::SHEET_HEAD_REASONS,
        k::SHEET_HEAD_CAUTIONS,
    ];
    let mut table = PlainTable { name: t(k::NAV_MATCHES), head: heads.map(t).to_vec(), rows: Vec::new() };
    let mut from = 0;
    loop {
        if stopped.try_get_untracked() != Some(false) {
            return Err(None);
        }
        let ask = AllMatches { settings, institution, from, count: PAGE, lang: reader() };
        let all = hands.desk.ask(ask).await.map_err(|fault| Some(fault_sentence(&fault)))?;
        for best in all.rows.iter().filter_map(|(_, best)| best.as_ref()) {
            if all.total > FEW_REQUESTS {
                table.rows.push(row(best, 1));
                continue;
            }
            let ask =
                MatchesOf { side: Side::Request(best.request.key.id), settings, limit: BEST, lang: reader() };
            let list = hands.desk.ask(ask).await.map_err(|fault| Some(fault_sentence(&fault)))?;
            table.rows.extend((1..).zip(&list.matches).map(|(rank, pair)| row(pair, rank)));
        }
        from += PAGE;
        hear(f64::from(from.min(all.total)) / f64::from(all.total.max(1)));
        if from >= all.total || all.rows.is_empty() {
            return Ok(table);
        }
    }
}

fn row(pair: &MatchCard, rank: u32) -> Vec<Plain> {
    let text = |words: String| Plain::Text(words);
    let explanation = &pair.explanation;
    let lines = |sentences: Vec<String>| text(sentences.join("\n"));
    vec![
        text(pair.request.title.text.clone()),
        text(by_whom(&pair.request.institution)),
        Plain::Number(f64::from(rank)),
        text(pair.offer.title.text.clone()),
        text(by_whom(&pair.offer.institution)),
        Plain::Number((explanation.score * 100.0).round()),
        text(band_words(explanation.band)),
        lines(explanation.parts.iter().map(|part| said(&part.reason)).collect()),
        lines(explanation.cautions.iter().map(said).collect()),
    ]
}
