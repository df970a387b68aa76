//! The reader of amounts: any text is read, and an amount that ends in a
//! figure is quoted as it stands in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Words that make every figure a candidate for money.
    let text = format!("We will invest £{text} million over five years, of which {text} crore rupees by 2020-21.");
    let Some(report) = moneymouth_fuzz::read("a.txt", text.as_bytes()) else { return };
    for money in &report.money {
        let place = &text.as_bytes()[money.start..money.end];
        let has_figure = String::from_utf8_lossy(place).chars().any(|c| c.is_alphanumeric());
        assert!(has_figure, "an amount has a figure or a number word");
    }
});
