//! Bytes become what waits: files one after the other, a link; and what waits is taken in.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::File;

use super::{Opening, Piece, Step};
use crate::desk::{
    Adopt, AdoptHow, CatalogInfo, Fault, FilePreview, KeepSource, LetGo, PutTogether, ReadFile, ReadLink,
    Severity, Ticked,
};
use crate::interchange::sheet::{TELLING, is_spreadsheet};
use crate::platform::{Bytes, FileHandle, ReadTrouble, Stop, read_bytes};
use crate::ui::nav::Nav;
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, Reason, read_sheet};
use crate::ui::widgets::{fault_sentence, words_of};
use crate::ui::words::{k, size, t, tf};

/// Larger files are refused before they are read: a catalog of 20,000 entries has 10 MB.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Files from this size on take a moment to read, and a person should see that it goes on.
const FELT: f64 = 2.0 * 1024.0 * 1024.0;

/// Reads files a person chose, and shows what is in them.
pub async fn read_files(opening: Opening, hands: Hands, nav: Nav, files: Vec<(File, Option<FileHandle>)>) {
    let of = u32::try_from(files.len()).unwrap_or(u32::MAX);
    if of == 0 {
        return;
    }
    let stop = begin(opening, hands).await;
    let single = files.len() == 1;
    let (mut pieces, mut troubles) = (Vec::new(), Vec::new());
    for (done, (file, handle)) in files.into_iter().enumerate() {
        if !single {
            opening.step.set(Step::Reading(u32::try_from(done).unwrap_or(u32::MAX), of));
            nav.go(Route::to(Screen::Open));
        } else if file.size() > FELT {
            wait(opening, nav, t(k::OPEN_READING_ONE));
        }
        let read = read_file(opening, hands, nav, &file).await;
        match read {
            Ok(preview) => {
                if single {
                    opening.handle.set_value(handle);
                }
                pieces.push(Piece { name: file.name(), preview, address: None });
            }
            Err(Some(reason)) => troubles.push((file.name(), reason)),
            Err(None) => stop.stop(),
        }
        if stop.is_stopped() {
            forget(hands, &pieces).await;
            return;
        }
    }
    show(opening, hands, nav, pieces, troubles, Vec::new()).await;
}

/// Lets go of what waited, and hands out what stops the reading that begins.
async fn begin(opening: Opening, hands: Hands) -> Stop {
    clear(opening, hands).await;
    let stop = Stop::default();
    opening.stop.set_value(stop.clone());
    stop
}

/// Shows that one file is being read.
fn wait(opening: Opening, nav: Nav, what: String) {
    opening.share.set((0, 0));
    opening.step.set(Step::ReadingOne(what));
    nav.go(Route::to(Screen::Open));
}

/// Lets go of what was read before the person stopped it.
async fn forget(hands: Hands, pieces: &[Piece]) {
    let tokens = pieces.iter().map(|piece| piece.preview.token).collect();
    // What the desk could not let go of gives way by itself once more is read.
    let _ = hands.desk.ask(LetGo { tokens }).await;
}

async fn read_file(opening: Opening, hands: Hands, nav: Nav, file: &File) -> Result<FilePreview, Reason> {
    let name = file.name();
    let bytes = read_bytes(file, LARGEST_FILE).await.map_err(|trouble| {
        Some(match trouble {
            ReadTrouble::TooLarge { bytes, limit } => {
                tf(k::OPEN_TOO_LARGE, &[("size", &size(bytes as f64)), ("limit", &size(limit as f64))])
            }
            ReadTrouble::Unreadable => tf(k::OPEN_UNREADABLE, &[("name", &name)]),
        })
    })?;
    read(opening, hands, nav, name, bytes).await
}

/// Reads bytes under a name.
pub async fn read(
    opening: Opening,
    hands: Hands,
    nav: Nav,
    name: String,
    bytes: Bytes,
) -> Result<FilePreview, Reason> {
    if is_spreadsheet(&name, &bytes.subarray(0, TELLING).to_vec()) {
        // Its worker may have to be loaded first.
        if !opening.step.with_untracked(|step| matches!(step, Step::Reading(..))) {
            wait(opening, nav, t(k::OPEN_SHEET_READING));
        }
        let hear = move |done| opening.share.set(((done * 100.0) as u32, 100));
        return read_sheet(hands, name, bytes, Rc::new(hear)).await;
    }
    let read = hands.desk.ask_with(ReadFile { name, sample: false }, Some(bytes)).await;
    read.map(|(preview, _)| preview).map_err(|fault| Some(fault_sentence(&fault)))
}

/// Reads text that was pasted as if it were a file.
pub async fn read_text(opening: Opening, hands: Hands, nav: Nav, text: String) {
    let stop = begin(opening, hands).await;
    let name = t(k::OPEN_PASTED_NAME);
    let (mut pieces, mut troubles) = (Vec::new(), Vec::new());
    match read(opening, hands, nav, name.clone(), Bytes::from(text.as_bytes())).await {
        Ok(preview) => pieces.push(Piece { name, preview, address: None }),
        Err(Some(reason)) => troubles.push((name, reason)),
        Err(None) => stop.stop(),
    }
    if stop.is_stopped() {
        forget(hands, &pieces).await;
        return;
    }
    show(opening, hands, nav, pieces, troubles, Vec::new()).await;
}

/// Reads the fragment of a link and shows what is in it.
pub async fn read_link(opening: Opening, hands: Hands, nav: Nav, fragment: String) {
    clear(opening, hands).await;
    let name = t(k::OPEN_LINK_NAME);
    match hands.desk.ask(ReadLink { fragment }).await {
        Ok(preview) => {
            let pieces = vec![Piece { name, preview, address: None }];
            show(opening, hands, nav, pieces, Vec::new(), Vec::new()).await;
        }
        Err(fault) => {
            opening.fail(t(k::OPEN_FAILED_LINK), fault_sentence(&fault), Vec::new());
            nav.go(Route::to(Screen::Open));
        }
    }
}

/// Lets go of what waited before.
pub async fn clear(opening: Opening, hands: Hands) {
    if let Step::Read(pieces, token) = opening.step.get_untracked() {
        let tokens = pieces.iter().map(|piece| piece.preview.token).chain(token).collect();
        // What the desk could not let go of gives way by itself once more is read.
        let _ = hands.desk.ask(LetGo { tokens }).await;
    }
    opening.close();
}

/// Shows what was read: several pieces wait together under one token.
pub async fn show(
    opening: Opening,
    hands: Hands,
    nav: Nav,
    pieces: Vec<Piece>,
    troubles: Vec<(String, String)>,
    again: Vec<String>,
) {
    let told = troubles.iter().map(|(name, reason)| format!("{name}: {reason}")).collect::<Vec<_>>();
    if pieces.is_empty() {
        let name = troubles.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let reason = match &troubles[..] {
            [(_, reason)] => reason.clone(),
            _ => told.join(" "),
        };
        opening.fail(tf(k::OPEN_FAILED, &[("name", &name)]), reason, again);
        nav.go(Route::to(Screen::Open));
        return;
    }
    if !told.is_empty() {
        hands.toasts.say(told.join(" "));
    }
    let readable: Vec<u32> = pieces
        .iter()
        .filter(|piece| piece.preview.title.is_some())
        .map(|piece| piece.preview.token)
        .collect();
    let token = match &readable[..] {
        [] => None,
        [token] => Some(*token),
        _ => match hands.desk.ask(PutTogether { tokens: readable }).await {
            Ok(token) => Some(token),
            Err(fault) => {
                opening.fail(t(k::NAV_OPEN), fault_sentence(&fault), again);
                nav.go(Route::to(Screen::Open));
                return;
            }
        },
    };
    opening.step.set(Step::Read(pieces, token));
    nav.go(Route::to(Screen::Open));
}

/// Whether what came by link or address can open at once: everything was read, the device does not have it, and
/// nothing of one's own is open that it might rather be merged into. It opens beside what there is, as always.
pub fn opens_at_once(hands: Hands, preview: &FilePreview) -> bool {
    let is_whole = preview.problems.iter().all(|problem| problem.severity != Severity::Error);
    let is_free = hands.session.current.with_untracked(|info| info.as_ref().is_none_or(|info| info.sample));
    preview.title.is_some() && preview.same_as.is_none() && is_whole && is_free
}

/// Takes what waits as a catalog of its own.
pub async fn take_beside(opening: Opening, hands: Hands, nav: Nav, to: Screen) {
    let Step::Read(pieces, Some(token)) = opening.step.get_untracked() else { return };
    match adopt(hands, &pieces, token, AdoptHow::Beside).await {
        Ok(info) => {
            if let Some(handle) = opening.handle.try_update_value(Option::take).flatten() {
                opening.keep_file(info.id, handle);
            }
            let title = words_of(&info.title).text;
            opening.close();
            hands.session.opened(info);
            hands.toasts.say(tf(k::OPEN_OPENED, &[("title", &title)]));
            nav.go(Route::to(to));
        }
        Err(fault) => hands.toasts.fault(&fault),
    }
}

/// Merges the ticked records of what waits into the open catalog; answers whether it did.
pub async fn take_merged(opening: Opening, hands: Hands, ticked: Ticked) -> bool {
    let Step::Read(pieces, Some(token)) = opening.step.get_untracked() else { return false };
    match adopt(hands, &pieces, token, AdoptHow::Merge(ticked)).await {
        Ok(info) => {
            opening.close();
            hands.session.opened(info);
            true
        }
        Err(fault) => {
            hands.toasts.fault(&fault);
            false
        }
    }
}

/// Takes what waits in, and keeps the addresses it came from.
async fn adopt(hands: Hands, pieces: &[Piece], token: u32, how: AdoptHow) -> Result<CatalogInfo, Fault> {
    let info = hands.desk.ask(Adopt { token, how }).await?;
    for address in pieces.iter().filter_map(|piece| piece.address.clone()) {
        hands.desk.ask(KeepSource { address, keep: true }).await?;
    }
    Ok(info)
}
