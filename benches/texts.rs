//! Texts to measure on: made up here, the same on every run, or read from a folder.
//!
//! The mixture is that of a budget speech: mostly ordinary prose, some
//! sentences on digital matters, some with money, and the characters beyond
//! ASCII that such texts hold.

use std::path::Path;

/// The variable that names a folder of texts to measure on.
pub const FOLDER: &str = "MONEYMOUTH_BENCH_DIR";

/// How often a sentence of each kind comes, out of twenty.
const ORDINARY: u64 = 15;
const TOPIC: u64 = 18;

const SUBJECTS: [&str; 8] = [
    "The economy",
    "A family in the north",
    "The Office that keeps the forecasts",
    "My right honourable Friend",
    "The country’s trade with its neighbours",
    "Every village and town",
    "The party opposite",
    "The long road to recovery",
];
const VERBS: [&str; 8] = [
    "has grown faster than was thought",
    "is held back by old habits",
    "deserves better than it was given",
    "will not be forgotten by this House",
    "depends on the work of many hands",
    "faces a harder winter, a poorer harvest and higher prices",
    "asked for fairness, and for nothing more",
    "stands – as it always did – on its own feet",
];
const ENDINGS: [&str; 6] = [
    "in the years since the last of these statements.",
    "because prudence and patience go together.",
    "and that is the choice before us today.",
    "while others talk of what they’d do!",
    "whatever the weather brings.",
    "which no one can deny.",
];
const PROMISES: [&str; 8] = [
    "We will bring superfast broadband to every school by 2020.",
    "I am announcing a new unit for cyber security in each region.",
    "We hope to explore how digital skills can be taught earlier.",
    "The government has opened health records to patients’ own doctors.",
    "All services will be online, and the old computer systems will be closed.",
    "Tax returns will be filed digitally from next April.",
    "Our mobile coverage is the envy of nobody.",
    "We aim to make open data the rule in every department.",
];
const MONEY: [&str; 8] = [
    "We will invest £1.9 billion over five years in cyber security.",
    "That is £250 million a year for roads, rail and flood defences.",
    "I set aside up to £45m for full-fibre networks by 2020-21.",
    "The sector is worth £184bn to the economy.",
    "This saves the taxpayer half a billion pounds.",
    "The allowance rises to £11,500 for each person.",
    "A further £5 million goes to libraries, of which £2 million is for free Wi-Fi.",
    "They spent $3.2 billion, and 17.5% of it twice.",
];

/// A plain text of at least `bytes` bytes.
pub fn made_up(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 1000);
    // A step of a linear congruential generator is random enough for prose.
    let mut state = 0x9e37_79b9_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    while text.len() < bytes {
        for _ in 0..2 + next(6) {
            let kind = next(20);
            let mut pick = |list: &[&'static str]| list[next(list.len() as u64) as usize];
            if kind < ORDINARY {
                text.push_str(&[pick(&SUBJECTS), pick(&VERBS), pick(&ENDINGS)].join(" "));
            } else {
                text.push_str(pick(if kind < TOPIC { &PROMISES } else { &MONEY }));
            }
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    text
}

/// The text to measure on: all files of the folder in [`FOLDER`] that are
/// UTF-8, one after the other, or else a made-up one of a megabyte.
pub fn text() -> String {
    let folder = std::env::var_os(FOLDER);
    let read = folder.map(|folder| read_folder(Path::new(&folder)));
    read.filter(|text| !text.is_empty()).unwrap_or_else(|| made_up(1 << 20))
}

fn read_folder(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.is_file()).filter_map(|path| std::fs::read_to_string(path).ok());
    texts.collect::<Vec<_>>().join("\n\n")
}
