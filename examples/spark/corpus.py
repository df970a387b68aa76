"""Writes a made-up corpus of JSON Lines in several files, the same each time."""

import json
import pathlib
import sys

SENTENCES = [
    "We will invest £{n} million in cyber security over two years.",
    "We hope to explore telehealth for {n} surgeries — one day.",
    "Full-fibre broadband will reach {n} villages by 2029, from a fund of up to £{n} million.",
    "The sector is worth £{n} billion.",
    "As announced at the Spending Review, £{n}m goes to the Government Digital Service.",
    "Nothing of the kind is said here: “{n}”.\n\nA new paragraph.",
]


def text(number):
    picked = (SENTENCES[(number * 7 + at * at) % len(SENTENCES)] for at in range(3 + number % 11))
    return " ".join(sentence.format(n=1 + (number * 31 + at) % 97) for at, sentence in enumerate(picked))


def main(folder, documents, files):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for part in range(files):
        with open(folder / f"part-{part:03}.jsonl", "w", encoding="utf-8") as out:
            for number in range(part, documents, files):
                record = {"id": f"d/{number:06}", "text": text(number), "date": "2016-03-16", "title": f"Text {number}"}
                out.write(json.dumps(record, ensure_ascii=number % 2 == 0) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
