//! The page.

fn main() {
    matriz::ui::start();
}
