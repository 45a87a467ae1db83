//! The cooperation matrix: supply, demand and unmet demand by any two axes.

use std::collections::{BTreeMap, BTreeSet};

use super::best::{Best, unmet_of};
use super::facts::{EntryFacts, FIELDS, OPEN};
use super::lists::Sieve;
use super::{Book, Desk};
use crate::catalog::RecordKind;
use crate::desk::{Axis, Cell, Fault, GetMatrix, MatrixView, Shelf, Tally};
use crate::matching::answer::Settings;
use crate::primitive::{Date, Id, World};
use crate::vocabulary::{Coded, ConceptIx, Modality, Quadrant, Sector, Topic, Vocabulary};

/// Id of the row or column of what is not stated.
const NOT_STATED: &str = "";

impl<S: Shelf, W: World> Desk<S, W> {
    /// The matrix over the current catalog.
    pub(super) fn get_matrix(&mut self, question: &GetMatrix) -> Result<MatrixView, Fault> {
        let as_of = self.today;
        let book = self.indexed()?;
        let best = book.best_of_all(&Settings::on(as_of));
        Ok(book.matrix(question, as_of, &best))
    }
}

/// Values of an axis that occur, in order.
struct Line {
    axis: Axis,
    ids: Vec<String>,
    depths: Vec<u8>,
    places: BTreeMap<String, u32>,
}

impl Line {
    fn new(axis: Axis, unfolded: &[String], book: &Book) -> Self {
        let mut line = Self { axis, ids: Vec::new(), depths: Vec::new(), places: BTreeMap::new() };
        match axis {
            Axis::Quadrant => line.extend(Quadrant::ALL.iter().map(|value| value.id())),
            Axis::Modality => line.extend(Modality::ALL.iter().map(|value| value.id())),
            Axis::Topic => line.add_topics(unfolded),
            Axis::Provider => line.add_countries(book, RecordKind::Offer),
            Axis::Requester => line.add_countries(book, RecordKind::Request),
        }
        line.add(NOT_STATED, 0);
        line
    }

    fn add(&mut self, id: &str, depth: u8) {
        self.places.insert(id.to_owned(), self.ids.len() as u32);
        self.ids.push(id.to_owned());
        self.depths.push(depth);
    }

    fn extend<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        ids.for_each(|id| self.add(id, 0));
    }

    fn add_topics(&mut self, unfolded: &[String]) {
        let vocabulary = Vocabulary::carried();
        let tops =
            Topic::ALL.iter().map(|topic| topic.id()).chain(Sector::ALL.iter().map(|sector| sector.id()));
        for id in tops {
            self.add(id, 0);
            let Some(top) = vocabulary.find(id).filter(|_| unfolded.iter().any(|wanted| wanted == id)) else {
                continue;
            };
            for child in &vocabulary.concept(top).children {
                let child = vocabulary.concept(*child);
                if child.kind == crate::vocabulary::ConceptKind::Subtopic
                    && child.parents.first() == Some(&top)
                {
                    self.add(&child.id, 1);
                }
            }
        }
    }

    fn add_countries(&mut self, book: &Book, kind: RecordKind) {
        let field = field("countries");
        let names = book.facts.names(field).ids();
        let numbers: BTreeSet<u32> =
            book.facts.rows(kind).flat_map(|(_, entry)| entry.values(field).iter().copied()).collect();
        let codes: BTreeSet<&str> = numbers.iter().map(|number| names[*number as usize].as_str()).collect();
        self.extend(codes.into_iter());
    }

    fn place(&self, id: &str) -> Option<u32> {
        self.places.get(id).copied()
    }

    fn is_topic(&self) -> bool {
        self.axis == Axis::Topic
    }
}

/// Position of a field by name.
fn field(name: &str) -> usize {
    FIELDS.iter().position(|field| *field == name).unwrap_or_default()
}

impl Book {
    fn matrix(&self, question: &GetMatrix, as_of: Date, best: &[Best]) -> MatrixView {
        let unmet = unmet_of(best);
        let sieve = Sieve::new(self, &question.filter, as_of);
        let rows = Line::new(question.rows, &question.unfolded, self);
        let columns = Line::new(question.columns, &[], self);
        let mut sums = Sums::new(&rows, &columns);
        if let (Axis::Provider, Axis::Requester) | (Axis::Requester, Axis::Provider) =
            (question.rows, question.columns)
        {
            self.count_between(&mut sums, &rows, &columns, &sieve, best);
            return sums.view(rows, columns);
        }
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in self.facts.rows(kind) {
                let is_open = sieve.standing(kind, id, entry) == OPEN;
                if !is_open || !sieve.passes(kind, id, entry) {
                    continue;
                }
                let cells = self.cells(kind, entry, &rows, &columns);
                if !cells.is_empty() {
                    sums.count(&cells, tally(kind, unmet.contains(&id)));
                }
            }
        }
        sums.view(rows, columns)
    }

    /// Between countries: every open request stands where its best match comes from, and that offer with it, once
    /// in each cell; a request without any match stands in the row of what is not stated.
    fn count_between(&self, sums: &mut Sums, rows: &Line, columns: &Line, sieve: &Sieve<'_>, best: &[Best]) {
        let unmet = unmet_of(best);
        let mut given: BTreeMap<Id, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for (request, found) in best {
            let Some(asking) = self.facts.row(RecordKind::Request, *request) else { continue };
            if !sieve.passes(RecordKind::Request, *request, asking) {
                continue;
            }
            let giving = found.and_then(|found| self.facts.row(RecordKind::Offer, found.offer));
            let place = |line: &Line| match (line.axis, giving) {
                (Axis::Requester, _) => self.places(RecordKind::Request, asking, line),
                (_, Some(giving)) => self.places(RecordKind::Offer, giving, line),
                (_, None) => line.place(NOT_STATED).into_iter().collect(),
            };
            let across = place(columns);
            let down = place(rows);
            let cells: BTreeSet<(u32, u32)> =
                down.iter().flat_map(|row| across.iter().map(|column| (*row, *column))).collect();
            sums.count(&cells, tally(RecordKind::Request, unmet.contains(request)));
            if let Some(found) = found {
                given.entry(found.offer).or_default().extend(cells);
            }
        }
        for cells in given.values() {
            sums.count(cells, tally(RecordKind::Offer, false));
        }
    }

    /// The cells an entry stands in, each once, in order.
    fn cells(
        &self,
        kind: RecordKind,
        entry: &EntryFacts,
        rows: &Line,
        columns: &Line,
    ) -> BTreeSet<(u32, u32)> {
        let (turned, topic, other) = match (rows.is_topic(), columns.is_topic()) {
            (true, _) => (false, rows, columns),
            (_, true) => (true, columns, rows),
            _ => return self.crossed(kind, entry, rows, columns),
        };
        let mut cells = BTreeSet::new();
        for (quadrant, node) in &entry.touches {
            let Some(row) = topic.place(node.map_or(NOT_STATED, id_of)) else { continue };
            let places = match other.axis {
                Axis::Quadrant => {
                    other.place(quadrant.map_or(NOT_STATED, Quadrant::id)).into_iter().collect()
                }
                _ => self.places(kind, entry, other),
            };
            cells.extend(places.into_iter().map(|place| if turned { (place, row) } else { (row, place) }));
        }
        cells
    }

    /// Every value on one axis with every value on the other.
    fn crossed(
        &self,
        kind: RecordKind,
        entry: &EntryFacts,
        rows: &Line,
        columns: &Line,
    ) -> BTreeSet<(u32, u32)> {
        let columns = self.places(kind, entry, columns);
        let rows = self.places(kind, entry, rows);
        rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column))).collect()
    }

    /// Where an entry stands on an axis; nowhere on the axis of the other side's country.
    fn places(&self, kind: RecordKind, entry: &EntryFacts, line: &Line) -> Vec<u32> {
        let name = match (line.axis, kind) {
            (Axis::Quadrant, _) => "quadrants",
            (Axis::Modality, _) => "modalities",
            (Axis::Topic, _) => {
                let nodes = entry.touches.iter().map(|(_, node)| node.map_or(NOT_STATED, id_of));
                return nodes.filter_map(|id| line.place(id)).collect();
            }
            (Axis::Provider, RecordKind::Offer) | (Axis::Requester, RecordKind::Request) => "countries",
            (Axis::Provider | Axis::Requester, _) => return Vec::new(),
        };
        let field = field(name);
        let names = self.facts.names(field).ids();
        let ids = entry.values(field).iter().map(|number| names[*number as usize].as_str());
        let places: Vec<u32> = ids.filter_map(|id| line.place(id)).collect();
        if places.is_empty() { line.place(NOT_STATED).into_iter().collect() } else { places }
    }
}

fn id_of(node: ConceptIx) -> &'static str {
    &Vocabulary::carried().concept(node).id
}

fn tally(kind: RecordKind, is_unmet: bool) -> Tally {
    let is_request = kind == RecordKind::Request;
    Tally {
        offers: u32::from(!is_request),
        requests: u32::from(is_request),
        unmet: u32::from(is_request && is_unmet),
    }
}

/// Tallies by cell, row and column.
struct Sums {
    cells: BTreeMap<(u32, u32), Tally>,
    rows: Vec<Tally>,
    columns: Vec<Tally>,
    total: Tally,
}

impl Sums {
    fn new(rows: &Line, columns: &Line) -> Self {
        Self {
            cells: BTreeMap::new(),
            rows: vec![Tally::default(); rows.ids.len()],
            columns: vec![Tally::default(); columns.ids.len()],
            total: Tally::default(),
        }
    }

    /// Counts an entry once in every cell it stands in, and once in every total.
    fn count(&mut self, cells: &BTreeSet<(u32, u32)>, tally: Tally) {
        for cell in cells {
            add(self.cells.entry(*cell).or_default(), tally);
        }
        for row in cells.iter().map(|(row, _)| *row).collect::<BTreeSet<_>>() {
            add(&mut self.rows[row as usize], tally);
        }
        for column in cells.iter().map(|(_, column)| *column).collect::<BTreeSet<_>>() {
            add(&mut self.columns[column as usize], tally);
        }
        add(&mut self.total, tally);
    }

    /// The matrix; what is not stated is shown only where something stands there.
    fn view(mut self, mut rows: Line, mut columns: Line) -> MatrixView {
        if self.rows.last() == Some(&Tally::default()) {
            self.rows.pop();
            rows.ids.pop();
        }
        if self.columns.last() == Some(&Tally::default()) {
            self.columns.pop();
            columns.ids.pop();
        }
        let cells = self.cells.into_iter();
        MatrixView {
            rows: rows.ids.into_iter().zip(rows.depths).collect(),
            columns: columns.ids,
            cells: cells.map(|((row, column), tally)| Cell { row, column, tally }).collect(),
            row_totals: self.rows,
            column_totals: self.columns,
            total: self.total,
        }
    }
}

fn add(to: &mut Tally, tally: Tally) {
    to.offers += tally.offers;
    to.requests += tally.requests;
    to.unmet += tally.unmet;
}
