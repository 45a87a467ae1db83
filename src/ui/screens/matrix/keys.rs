//! The arrows walk over the cells of the matrix. The table stays a table and its links stay in the order of the
//! Tab key: the arrows are a short cut, not another way to read it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node, NodeList};

/// One step in the table: rows down, columns on.
fn step(key: &str) -> Option<(i32, i32)> {
    match key {
        "ArrowDown" => Some((1, 0)),
        "ArrowUp" => Some((-1, 0)),
        "ArrowRight" => Some((0, 1)),
        "ArrowLeft" => Some((0, -1)),
        _ => None,
    }
}

/// Moves the focus from the cell that has it to the next one in the direction of the arrow that leads somewhere.
pub fn walk(event: &KeyboardEvent) {
    let Some(way) = step(&event.key()) else { return };
    let from: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let Some(cell) = from.and_then(|from| from.closest("td, th").ok().flatten()) else { return };
    if let Some(link) = next_link(&cell, way) {
        event.prevent_default();
        // A link that has gone takes no focus, and the old one keeps it.
        let _ = link.focus();
    }
}

fn next_link(cell: &Element, (down, on): (i32, i32)) -> Option<HtmlElement> {
    let rows = cell.closest("table").ok()??.query_selector_all("tbody tr, tfoot tr").ok()?;
    let cells_of = |row: &Node| row.dyn_ref::<Element>()?.query_selector_all("th, td").ok();
    let row: &Node = &cell.parent_node()?;
    let mut y = place_in(&rows, row)?;
    let mut x = place_in(&cells_of(row)?, cell)?;
    loop {
        (y, x) = (y.checked_add_signed(down)?, x.checked_add_signed(on)?);
        let next: Element = cells_of(&rows.get(y)?)?.get(x)?.dyn_into().ok()?;
        if let Some(link) = next.query_selector("a").ok().flatten() {
            return link.dyn_into().ok();
        }
    }
}

fn place_in(list: &NodeList, node: &Node) -> Option<u32> {
    (0..list.length()).find(|at| list.get(*at).as_ref() == Some(node))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn only_arrows_walk() {
        assert_eq!(step("ArrowLeft"), Some((0, -1)));
        assert_eq!(step("ArrowDown"), Some((1, 0)));
        for key in ["Tab", "Enter", "a", "Home", ""] {
            assert_eq!(step(key), None);
        }
    }
}
