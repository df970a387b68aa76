#!/usr/bin/env bash
# Runs the benches, then the whole program beside ripgrep on the same text:
# ripgrep counts the patterns and terms of the topics, the program reads the
# text, finds them, and reads, links, scores and writes everything else.
#
#   benches/beside-ripgrep.sh [FOLDER]
#
# FOLDER holds UTF-8 texts (.txt and .md); without it, the examples serve. They
# are repeated until there are about 16 MB. Times are user CPU seconds, the
# best of RUNS (default 5). PROFILE (default release) is the one to build;
# BENCHES=no leaves the benches out.
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
folder="$(cd "${1:-$here/examples}" && pwd)"
cd "$here"
profile="${PROFILE:-release}"
runs="${RUNS:-5}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

if [ "${BENCHES:-yes}" != no ]; then
    MONEYMOUTH_BENCH_DIR="${1:+$folder}" cargo bench --locked --profile "$profile"
fi
cargo build --locked --profile "$profile"
program="${CARGO_TARGET_DIR:-target}/$profile/moneymouth"

find "$folder" -maxdepth 1 -type f \( -name '*.txt' -o -name '*.md' \) -print0 | sort -z | xargs -0 cat >"$work/once.txt"
: >"$work/text.txt"
while [ "$(wc -c <"$work/text.txt")" -lt 16000000 ]; do cat "$work/once.txt" >>"$work/text.txt"; done
bytes="$(wc -c <"$work/text.txt")"
head -c 81920 "$work/text.txt" >"$work/small.txt"

# The patterns as the pack has them, and the words in double quotes of the
# lists of terms, with most of what the program allows between and behind them.
sed -n "s/^  '\(.*\)',\$/\1/p" rules/uk-digital.toml >"$work/patterns"
awk '/^(terms|hints) = \[/{on=1} on{print} /\]$/{on=0}' rules/uk-digital.toml | grep -o '"[^"]*"' |
    LC_ALL=C grep -v '[^ -~]' | sed 's/"//g; s/^=//; s/[.+*?()]/\\&/g; s/[ -]/[ -]?/g; s/.*/\\b&(s|es)?\\b/' >"$work/terms"
cat "$work/patterns" "$work/terms" >"$work/both"

# The fewest user CPU seconds of some runs of a command.
best() {
    local TIMEFORMAT=%U
    for _ in $(seq "$runs"); do { time "$@" >/dev/null 2>&1; } 2>&1; done | sort -n | head -n 1
}
row() {
    local seconds
    seconds="$(best "${@:2}")"
    awk -v name="$1" -v s="$seconds" -v b="$bytes" \
        'BEGIN { printf "%-52s %8.2f s %8s MB/s\n", name, s, (s > 0 ? sprintf("%.0f", b / 1e6 / s) : "-") }'
}

printf '\n%s MB of text, best of %s runs\n' "$((bytes / 1000000))" "$runs"
row "moneymouth analyse, the whole job" "$program" analyse --format csv --threads 1 "$work/text.txt"
if command -v rg >/dev/null; then
    search=(rg --threads 1 --no-unicode --ignore-case --count-matches --dfa-size-limit 1G --regex-size-limit 1G)
    row "ripgrep, $(wc -l <"$work/patterns") patterns" "${search[@]}" -f "$work/patterns" "$work/text.txt"
    row "ripgrep, $(wc -l <"$work/both") patterns and terms" "${search[@]}" -f "$work/both" "$work/text.txt"
else
    echo "ripgrep is not installed: its rows are left out (apt-get install ripgrep, or cargo install ripgrep)"
fi

printf '\nOne file of 80 KB, from start to exit, best of %s runs of twenty\n' "$runs"
twenty() { for _ in $(seq 20); do "$@" || true; done; }
small() { awk -v name="$1" -v s="$(best twenty "${@:2}")" 'BEGIN { printf "%-52s %8.1f ms\n", name, s * 50 }'; }
small "moneymouth analyse" "$program" analyse --format csv --threads 1 "$work/small.txt"
if command -v rg >/dev/null; then
    small "ripgrep, the patterns" "${search[@]}" -f "$work/patterns" "$work/small.txt"
fi
