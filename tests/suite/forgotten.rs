//! Every file of `tests/suite` is a module of the suite.

use std::fs;
use std::path::Path;

#[test]
fn no_test_file_is_forgotten() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let suite = fs::read_to_string(root.join("suite.rs")).unwrap();
    let mut files = 0;
    for file in fs::read_dir(root.join("suite")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs") else { continue };
        files += 1;
        assert!(
            suite.contains(&format!("mod {module};")),
            "tests/suite/{name} is not a module of tests/suite.rs"
        );
    }
    assert!(files > 0);
}
