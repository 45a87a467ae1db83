//! What came in: the merges of this catalog, and the pieces that could not be read.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::{AsidePiece, ListAside, MergeEntry, MergeLog, SaveAside, UndoMerge};
use crate::platform::download;
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Icon, badge};
use crate::ui::words::{instant, k, size, t, tf, tn};

/// Pieces listed at once; all of them are in the file.
const PIECES_SHOWN: usize = 50;

/// Both lists, where there is anything in them.
#[component]
pub fn Log() -> AnyView {
    let hands = use_hands();
    let merges = use_answer(|| Some(MergeLog {}));
    let pieces = use_answer(|| Some(ListAside {}));
    view! {
        {shown(merges, move |all: &Vec<MergeEntry>| merges_view(all, hands))}
        {shown(pieces, move |all: &Vec<AsidePiece>| pieces_view(all, hands))}
    }
    .into_any()
}

fn merges_view(all: &[MergeEntry], hands: Hands) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let row = |entry: &MergeEntry| {
        let figures = [
            (entry.new, k::LOG_NEW),
            (entry.updated, k::LOG_UPDATED),
            (entry.conflicts, k::LOG_CONFLICTS),
            (entry.deleted, k::LOG_DELETED),
        ];
        let figures = figures.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| tn(words, n));
        let figures = figures.collect::<Vec<_>>().join(" · ");
        let end = if entry.undone {
            badge("plain", t(k::LOG_UNDONE))
        } else if entry.can_undo {
            let key = entry.key.clone();
            let undo = move |()| spawn_local(undo(hands, key.clone()));
            view! { <Button label=t(k::LOG_UNDO) symbol=Icon::Undo on_press=undo /> }.into_any()
        } else {
            ().into_any()
        };
        view! {
            <tr>
                <td>{instant(entry.at_ms as f64)}</td>
                <th scope="row">{names_of(entry)}</th>
                <td>{figures}</td>
                <td>{end}</td>
            </tr>
        }
    };
    view! {
        <section class="share-log">
            <h2>{t(k::LOG_TITLE)}</h2>
            <div class="table-scroll">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t(k::LOG_WHEN)}</th>
                            <th scope="col">{t(k::LOG_FROM)}</th>
                            <th scope="col">{t(k::LOG_WHAT)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{all.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Names of the files a merge came from: the first, and all of them where there are more.
fn names_of(entry: &MergeEntry) -> AnyView {
    let name = |name: &String| if name.is_empty() { t(k::OPEN_LINK_NAME) } else { name.clone() };
    let others = entry.others.len();
    if others == 0 {
        return name(&entry.name).into_any();
    }
    let all = std::iter::once(&entry.name).chain(&entry.others).map(name);
    let all = all.map(|name| view! { <li>{name}</li> }).collect_view();
    let summary = format!("{} {}", name(&entry.name), tn(k::MERGE_FROM_MORE, others as f64));
    view! { <details><summary>{summary}</summary><ul>{all}</ul></details> }.into_any()
}

async fn undo(hands: Hands, key: String) {
    match hands.desk.ask(UndoMerge { key }).await {
        Ok(done) => {
            hands.session.revision.try_set(done.revision);
            hands.toasts.done(&done);
        }
        Err(fault) => hands.toasts.fault(&fault),
    }
}

fn pieces_view(all: &[AsidePiece], hands: Hands) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let row = |piece: &AsidePiece| {
        let from = [piece.from.clone(), piece.place.clone()];
        let from = from.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <tr>
                <th scope="row">{from}</th>
                <td><code class="piece">{piece.beginning.clone()}</code></td>
                <td>{size(f64::from(piece.bytes))}</td>
            </tr>
        }
    };
    let beyond = all.len().saturating_sub(PIECES_SHOWN);
    let save = move |()| spawn_local(save(hands));
    view! {
        <section class="share-log" id="aside">
            <h2>{t(k::ASIDE_TITLE)}</h2>
            <p>{t(k::ASIDE_TEXT)}</p>
            <Button label=t(k::ASIDE_SAVE) symbol=Icon::Save on_press=save />
            <div class="table-scroll">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{t(k::LOG_FROM)}</th>
                            <th scope="col">{t(k::ASIDE_BEGINNING)}</th>
                            <th scope="col">{t(k::ASIDE_SIZE)}</th>
                        </tr>
                    </thead>
                    <tbody>{all.iter().take(PIECES_SHOWN).map(row).collect_view()}</tbody>
                </table>
            </div>
            {(beyond > 0).then(|| view! { <p class="hint">{tn(k::OPEN_BEYOND, beyond as f64)}</p> })}
        </section>
    }
    .into_any()
}

async fn save(hands: Hands) {
    match hands.desk.ask_with(SaveAside {}, None).await {
        Ok((out, bytes)) => {
            let handed = bytes.is_some_and(|bytes| download(&out.name, &out.media_type, &bytes).is_ok());
            let saved = tf(k::ASIDE_SAVED, &[("name", &out.name)]);
            hands.toasts.say(if handed { saved } else { t(k::SHARE_NOT_HANDED) });
        }
        Err(fault) => hands.toasts.fault(&fault),
    }
}
