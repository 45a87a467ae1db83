//! The cooperation matrix.

use serde::{Deserialize, Serialize};

use super::Filter;
use super::protocol::question;

/// What the rows or the columns of the matrix are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// The four quadrants.
    Quadrant,
    /// Topics, and the sectors for what lies beyond them; a row can be unfolded into sub-topics.
    Topic,
    /// Forms of cooperation.
    Modality,
    /// Country of the offering side.
    Provider,
    /// Country of the requesting side.
    Requester,
}

question! {
    /// The matrix over the current catalog.
    GetMatrix {
        /** What the rows are. */ rows: Axis,
        /** What the columns are. */ columns: Axis,
        /** Which entries count. */ filter: Filter,
        /** Ids of rows to unfold into sub-topics. */ unfolded: Vec<String>,
    } -> MatrixView;
}

/// Supply and demand of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Open offers.
    pub offers: u32,
    /// Open requests.
    pub requests: u32,
    /// Requests among them without any good or strong match.
    pub unmet: u32,
}

/// A cell with something in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Index of its row.
    pub row: u32,
    /// Index of its column.
    pub column: u32,
    /// What is in it.
    pub tally: Tally,
}

/// A matrix. An entry counts once in every cell it touches, and once in every total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MatrixView {
    /// Row ids in order, with the depth of unfolding (0 topic or sector, 1 sub-topic).
    pub rows: Vec<(String, u8)>,
    /// Column ids in order; `""` stands for "not stated".
    pub columns: Vec<String>,
    /// Cells that hold something, row by row.
    pub cells: Vec<Cell>,
    /// Totals by row.
    pub row_totals: Vec<Tally>,
    /// Totals by column.
    pub column_totals: Vec<Tally>,
    /// All entries counted.
    pub total: Tally,
}
