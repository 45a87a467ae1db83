//! What the matrix shows, apart from how: its views, the balance of a cell, the entries behind it.

use crate::desk::{Axis, Cell, Filter, MatrixView, Tally};
use crate::vocabulary::{Coded, Quadrant, Sector, Topic};

/// The ways to look at the catalog as a matrix; the first is the matrix of 2010.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Angle {
    /// Topics and sectors by quadrant.
    #[default]
    Topics,
    /// Forms of cooperation by quadrant.
    Modalities,
    /// Who could give to whom: countries that offer by countries that request.
    Countries,
}

impl Angle {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Topics, Self::Modalities, Self::Countries];

    /// Its name in the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Modalities => "modalities",
            Self::Countries => "countries",
        }
    }

    /// The angle an address names; the first where it names none.
    pub fn from_id(id: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|angle| Some(angle.id()) == id).unwrap_or_default()
    }

    /// What the rows and the columns are.
    pub const fn axes(self) -> (Axis, Axis) {
        match self {
            Self::Topics => (Axis::Topic, Axis::Quadrant),
            Self::Modalities => (Axis::Modality, Axis::Quadrant),
            Self::Countries => (Axis::Provider, Axis::Requester),
        }
    }
}

/// How much supply outweighs demand, in seven steps: −3 demand only, 0 even or empty, 3 supply only.
pub fn balance(tally: Tally) -> i8 {
    let (offers, requests) = (f64::from(tally.offers), f64::from(tally.requests));
    if offers + requests == 0.0 {
        return 0;
    }
    // One third and two thirds cut the scale into even steps on either side of the middle.
    let lean = (offers - requests) / (offers + requests);
    let step = match lean.abs() {
        a if a < 1.0 / 6.0 => 0,
        a if a < 0.5 => 1,
        a if a < 1.0 => 2,
        _ => 3,
    };
    if lean < 0.0 { -step } else { step }
}

/// The filters of the offers and of the requests behind a cell; an empty id leaves its axis open.
pub fn behind(angle: Angle, base: &Filter, row: &str, column: &str) -> (Filter, Filter) {
    let (mut offers, mut requests) = (base.clone(), base.clone());
    match angle {
        Angle::Topics => {
            for filter in [&mut offers, &mut requests] {
                narrow_subject(filter, row);
                narrow_quadrant(filter, column);
            }
        }
        Angle::Modalities => {
            for filter in [&mut offers, &mut requests] {
                if !row.is_empty() {
                    filter.modalities = vec![row.to_owned()];
                }
                narrow_quadrant(filter, column);
            }
        }
        Angle::Countries => {
            if !row.is_empty() {
                offers.countries = vec![row.to_owned()];
            }
            if !column.is_empty() {
                requests.countries = vec![column.to_owned()];
            }
        }
    }
    // The matrix counts what is open; the lists behind it show the same.
    for filter in [&mut offers, &mut requests] {
        filter.standing = vec!["open".to_owned()];
    }
    (offers, requests)
}

fn narrow_subject(filter: &mut Filter, id: &str) {
    if let Some(topic) = Topic::from_id(id) {
        filter.topics = vec![topic];
    } else if let Some(sector) = Sector::from_id(id) {
        filter.sectors = vec![sector];
    } else if !id.is_empty() {
        filter.subtopics = vec![id.to_owned()];
    }
}

fn narrow_quadrant(filter: &mut Filter, id: &str) {
    if let Some(quadrant) = Quadrant::from_id(id) {
        filter.quadrants = vec![quadrant];
    }
}

/// One row ready to be drawn: its id, its depth, a tally for every column, its total.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Id of the topic, sector, sub-topic, modality or country; empty for what is not stated.
    pub id: String,
    /// 0, or 1 under an unfolded row.
    pub depth: u8,
    /// In the order of the columns.
    pub tallies: Vec<Tally>,
    /// The row as a whole.
    pub total: Tally,
}

/// The rows of a matrix. Rows of topics and sectors with nothing in them are left out unless `all` is wanted.
pub fn rows(view: &MatrixView, all: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = view
        .rows
        .iter()
        .zip(&view.row_totals)
        .map(|((id, depth), total)| Row {
            id: id.clone(),
            depth: *depth,
            tallies: vec![Tally::default(); view.columns.len()],
            total: *total,
        })
        .collect();
    for Cell { row, column, tally } in &view.cells {
        let place = rows.get_mut(*row as usize).and_then(|row| row.tallies.get_mut(*column as usize));
        if let Some(place) = place {
            *place = *tally;
        }
    }
    rows.retain(|row| all || row.total != Tally::default());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(offers: u32, requests: u32) -> Tally {
        Tally { offers, requests, unmet: 0 }
    }

    #[test]
    fn balance_leans_to_the_side_that_has_more() {
        assert_eq!(balance(tally(0, 0)), 0);
        assert_eq!(balance(tally(4, 0)), 3);
        assert_eq!(balance(tally(0, 1)), -3);
        assert_eq!(balance(tally(5, 5)), 0);
        assert_eq!(balance(tally(3, 2)), 1);
        assert_eq!(balance(tally(1, 4)), -2);
        for offers in 0..20 {
            for requests in 0..20 {
                assert_eq!(balance(tally(offers, requests)), -balance(tally(requests, offers)));
            }
        }
    }

    #[test]
    fn a_cell_leads_to_its_entries() {
        let base = Filter { countries: vec!["PRY".to_owned()], ..Filter::default() };
        let (offers, requests) = behind(Angle::Topics, &base, "disability", "professional-training");
        assert_eq!(offers, requests);
        assert_eq!(offers.topics, [Topic::Disability]);
        assert_eq!(offers.quadrants, [Quadrant::Training]);
        assert_eq!(offers.countries, ["PRY"]);
        let (offers, requests) = behind(Angle::Countries, &Filter::default(), "CHL", "HTI");
        assert_eq!((offers.countries, requests.countries), (vec!["CHL".to_owned()], vec!["HTI".to_owned()]));
        let (offers, _) = behind(Angle::Topics, &Filter::default(), "poverty-maps", "");
        assert_eq!((offers.subtopics, offers.quadrants), (vec!["poverty-maps".to_owned()], vec![]));
    }

    #[test]
    fn rows_hold_their_cells_and_empty_ones_can_be_left_out() {
        let view = MatrixView {
            rows: vec![("health".to_owned(), 0), ("gender".to_owned(), 0)],
            columns: vec!["a".to_owned(), "b".to_owned()],
            cells: vec![Cell { row: 1, column: 1, tally: tally(2, 1) }],
            row_totals: vec![Tally::default(), tally(2, 1)],
            column_totals: vec![Tally::default(), tally(2, 1)],
            total: tally(2, 1),
        };
        assert_eq!(rows(&view, true).len(), 2);
        let filled = rows(&view, false);
        assert_eq!(filled.len(), 1);
        assert_eq!(filled[0].tallies, [Tally::default(), tally(2, 1)]);
    }
}
