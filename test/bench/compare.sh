#!/usr/bin/env bash
# Lockwright, SPIN and Rumur on the same small models, written by hand for each: all three must find the
# same number of states. Needs Debian's spin, rumur and gcc, and a built Lockwright.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

lockwright_states() {
  node ../../dist/cli/main.js check "$1.lw" --variant default --json |
    node -e 'process.stdin.on("data", (d) => (t += d)).on("end", () => console.log(JSON.parse(t).runs[0].distinct)); let t = ""'
}

# Without its own optimisations: dead variables (-o2) and merged statements (-o3) would hide states.
spin_states() {
  cp "$1.pml" "$work/model.pml"
  (cd "$work" && spin -o2 -o3 -a model.pml && gcc -O2 -w -DSAFETY -DNOREDUCE -o pan pan.c && ./pan) |
    awk '/states, stored/ { print $1 }'
}

rumur_states() {
  rumur --deadlock-detection off --output "$work/model.c" "$1.m"
  gcc -O2 -w -o "$work/model" "$work/model.c" -lpthread -mcx16
  "$work/model" | awk '/rules fired/ { print $1 }' | tr -d ,
}

printf '%-10s %10s %10s %10s\n' model lockwright spin rumur
for model in counter recheck; do
  ours=$(lockwright_states "$model" || true)
  spins=$(spin_states "$model")
  rumurs=$(rumur_states "$model")
  verdict=same
  if [ "$ours" != "$spins" ] || [ "$ours" != "$rumurs" ]; then
    verdict=DIFFERENT
    failed=1
  fi
  printf '%-10s %10s %10s %10s  %s\n' "$model" "$ours" "$spins" "$rumurs" "$verdict"
done
exit "$failed"
