//! Debates: whose words are kept, and what is nobody's speech.

use super::*;

const DEBATE: &str = "\
Budget Statement

12.34 pm

The Chancellor of the Exchequer (Mr George Ash): We will invest £5m in cyber security. [Interruption.] And more.

Column 951

It goes on here.

Hon. Members: Hear, hear!

Fibre comes next.

Madam Deputy Speaker (Dame Rose Elm): Order. The House must be quiet.

It will be quiet.

Mr Ash: I will pay £6m. Madam Deputy Speaker: Order. Mr Ash: Thank you.

Jo Oak (Leeds West) (Lab): This is no plan.

Mr Ash

That is the end.
";

fn said(text: &str, speaker: Option<&str>) -> Result<Vec<String>> {
    let options = ReadOptions { speaker: speaker.map(str::to_owned), ..ReadOptions::default() };
    let document = read_bytes("debate.txt", text.as_bytes(), &options)?;
    Ok(document.blocks.iter().map(|block| block.span.of(&document.text).to_owned()).collect())
}

#[test]
fn who_presides_and_who_calls_in_are_left_out() {
    let expected = [
        "Budget Statement",
        "We will invest £5m in cyber security. And more.",
        "It goes on here.",
        "Fibre comes next.",
        "I will pay £6m.",
        "Thank you.",
        "Jo Oak (Leeds West) (Lab): This is no plan.",
        "That is the end.",
    ];
    assert_eq!(said(DEBATE, None).unwrap(), expected);
}

#[test]
fn one_speaker_is_kept_under_all_names() {
    let ash = [
        "Budget Statement",
        "We will invest £5m in cyber security. And more.",
        "It goes on here.",
        "Fibre comes next.",
        "I will pay £6m.",
        "Thank you.",
        "That is the end.",
    ];
    for name in ["Ash", "chancellor of the exchequer", "George Ash", "mr ash"] {
        assert_eq!(said(DEBATE, Some(name)).unwrap(), ash, "{name}");
    }
    assert_eq!(said(DEBATE, Some("Oak")).unwrap(), ["Budget Statement", "This is no plan."]);
}

#[test]
fn who_speaks_is_told_where_nobody_is_found() {
    let message = said(DEBATE, Some("Birch")).unwrap_err().to_string();
    assert_eq!(
        message,
        "debate.txt: holds nothing that Birch says\n  \
         hint: those who speak: The Chancellor of the Exchequer (Mr George Ash) (26 words), Jo Oak (Leeds West) (Lab) (4 words)"
    );
    let message = said("We will pay.\n\nAll of it.", Some("Birch")).unwrap_err().to_string();
    assert!(message.starts_with("debate.txt: names no speakers, Birch was wanted"), "{message}");
}

#[test]
fn a_speech_that_addresses_the_chair_is_no_debate() {
    for text in [
        "Mr Speaker: we will pay.\n\nAnd more.",
        "Note: we pay.\n\nAim: fibre for all.\n\nNote: we pay again.",
        "The Plan: build.\n\nWe will do three things: build, pay and save.",
    ] {
        let whole: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(said(text, None).unwrap(), whole, "{text}");
    }
}

#[test]
fn interruptions_are_left_out_of_any_text() {
    assert_eq!(said("We will pay [Laughter.] for [2] fibre.", None).unwrap(), ["We will pay for [2] fibre."]);
    let document = read("a.md", "We will pay [Laughter.] for fibre.");
    let at = document.text.find("fibre").unwrap();
    assert_eq!(document.source.source(crate::text::Span::new(at, at + 5)).start, 28);
}
