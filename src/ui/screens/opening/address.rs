//! Catalogs that lie at an address on the web: fetched, read, and then as with a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::link::open_if_free;
use super::reading::{LARGEST_FILE, clear, read, show};
use super::{Opening, Piece, Step};
use crate::platform::{FetchTrouble, Stop, checked, fetch_catalog};
use crate::ui::nav::Nav;
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, Reason};
use crate::ui::words::{k, number, size, t, tf};

/// Fetches catalogs one after the other and shows what is in them.
pub fn fetch_all(opening: Opening, hands: Hands, nav: Nav, addresses: Vec<String>) {
    spawn_local(async move {
        clear(opening, hands).await;
        let stop = Stop::default();
        opening.stop.set_value(stop.clone());
        let (mut pieces, mut troubles, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for address in addresses {
            opening.step.set(Step::Fetching(address.clone(), 0, None));
            nav.go(Route::to(Screen::Open));
            match fetch_one(opening, hands, nav, &address, &stop).await {
                Ok(piece) => pieces.push(piece),
                Err(None) => {
                    opening.close();
                    nav.go(Route::to(Screen::Start));
                    return;
                }
                Err(Some(reason)) => {
                    again.push(address.clone());
                    troubles.push((address, reason));
                }
            }
        }
        show(opening, hands, nav, pieces, troubles, again).await;
        open_if_free(opening, hands, nav).await;
    });
}

/// One catalog; no reason where the person stopped it.
async fn fetch_one(
    opening: Opening,
    hands: Hands,
    nav: Nav,
    address: &str,
    stop: &Stop,
) -> Result<Piece, Reason> {
    let on_progress = |bytes: u64, of: Option<u64>| {
        opening.step.set(Step::Fetching(address.to_owned(), bytes, of));
    };
    match fetch_catalog(address, LARGEST_FILE, stop, &on_progress).await {
        Ok(bytes) => {
            let address = checked(address).unwrap_or_else(|| address.to_owned());
            let preview = read(opening, hands, nav, address.clone(), bytes).await?;
            Ok(Piece { name: address.clone(), preview, address: Some(address) })
        }
        Err(FetchTrouble::Stopped) => Err(None),
        Err(trouble) => Err(Some(reason(&trouble))),
    }
}

/// Why it could not be fetched, and what to do.
fn reason(trouble: &FetchTrouble) -> String {
    match trouble {
        FetchTrouble::BadAddress => t(k::FETCH_BAD_ADDRESS),
        FetchTrouble::Offline => t(k::FETCH_OFFLINE),
        FetchTrouble::Unreachable => t(k::FETCH_UNREACHABLE),
        FetchTrouble::NotShared => t(k::FETCH_NOT_SHARED),
        FetchTrouble::Status(404 | 410) => t(k::FETCH_NOT_THERE),
        FetchTrouble::Status(401 | 403) => t(k::FETCH_NOT_ALLOWED),
        FetchTrouble::Status(status) => tf(k::FETCH_STATUS, &[("status", &number(*status))]),
        FetchTrouble::TooLarge(limit) => tf(k::FETCH_TOO_LARGE, &[("limit", &size(*limit as f64))]),
        FetchTrouble::TooSlow => t(k::FETCH_TOO_SLOW),
        FetchTrouble::Page => t(k::FETCH_PAGE),
        FetchTrouble::Stopped => t(k::FAULT_CANCELLED),
    }
}
