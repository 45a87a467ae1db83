//! The portfolio: exchanges by stage, and one of them in full.

use super::cards::{View, open_by_institution};
use super::gather::leading_entry;
use super::{Book, Desk};
use crate::catalog::{AnyRecord, Party, PortfolioItem, RecordKind};
use crate::desk::{Fault, ItemDetail, ItemRow, PartyRow, PortfolioItems, PortfolioView, Shelf, Stage};
use crate::primitive::{Arrange, Id, Shown, World};
use crate::vocabulary::{Code, Coded, PortfolioStatus};

impl<S: Shelf, W: World> Desk<S, W> {
    /// The exchanges of the portfolio, by stage, then by title.
    pub(super) fn portfolio_items(&self, question: &PortfolioItems) -> Result<PortfolioView, Fault> {
        let book = self.book()?;
        let open = open_by_institution(&book.facts, self.today);
        let view = book.view(question.lang, self.today, &open);
        let whose = question.institution.map(|id| book.facts.resolve(id));
        let mine =
            |row: &ItemRow| whose.is_none_or(|id| row.parties.iter().any(|party| party.institution.id == id));
        let rows: Vec<ItemRow> =
            book.catalog.portfolio.values().map(|item| row(item, &view)).filter(mine).collect();
        let most = usize::try_from(question.most).unwrap_or(usize::MAX);
        let stages = PortfolioStatus::ALL.iter().map(|status| stage(*status, &rows, most));
        Ok(PortfolioView {
            of: u32::try_from(book.catalog.portfolio.len()).unwrap_or(u32::MAX),
            stages: stages.filter(|stage| stage.total > 0).collect(),
            chosen: question.chosen.and_then(|id| book.item_detail(id, &view)),
        })
    }
}

/// The exchanges of one stage, by title, then by id.
fn stage(status: PortfolioStatus, rows: &[ItemRow], most: usize) -> Stage {
    let mut items: Vec<&ItemRow> = rows.iter().filter(|row| row.status == status).collect();
    items.arrange_by_key(|row| (row.title.text.to_lowercase(), row.id));
    let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
    Stage { status, total, items: items.into_iter().take(most).cloned().collect() }
}

/// An exchange as it stands in a list.
pub(super) fn row(item: &PortfolioItem, view: &View<'_>) -> ItemRow {
    let title = match leading_entry(view.catalog, item) {
        Some(AnyRecord::Request(request)) => request.title.shown(view.lang),
        Some(AnyRecord::Offer(offer)) => offer.title.shown(view.lang),
        _ => Shown::default(),
    };
    let party = |party: &Party| PartyRow {
        institution: view.institution(party.institution),
        roles: party.roles.iter().filter_map(Code::known).collect(),
    };
    ItemRow {
        id: item.head.id,
        title,
        status: item.status,
        parties: item.parties.iter().map(party).collect(),
    }
}

impl Book {
    fn item_detail(&self, id: Id, view: &View<'_>) -> Option<ItemDetail> {
        let item = self.catalog.portfolio.get(&id)?;
        let offers = item.offers.iter().filter_map(|id| view.card(RecordKind::Offer, *id)).collect();
        let mut cautions = self.cautions(&item.clone().into(), view.as_of);
        let used = item.offers.iter().filter_map(|id| self.catalog.offers.get(id));
        for offer in used {
            cautions.extend(self.cautions(&offer.clone().into(), view.as_of));
        }
        cautions.dedup();
        Some(ItemDetail {
            row: row(item, view),
            request: item.request.and_then(|id| view.card(RecordKind::Request, id)),
            offers,
            cautions,
            notes: self.catalog.notes.values().filter(|note| note.about == id).cloned().collect(),
        })
    }
}
