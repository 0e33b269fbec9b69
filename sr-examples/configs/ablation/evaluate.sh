#!/bin/sh
# Evaluates what train.sh has trained: PSNR and SSIM of Y (protocol C) on Set5 and B100.
# Working directory: that of train.sh, with data/test/Set5 and data/test/B100. A run that was
# evaluated before is left alone. Writes runs/ablation/results.csv and prints means and spreads.
#
#   sh .../configs/ablation/evaluate.sh        SR=path/to/sr, default "sr"
set -eu
sr=${SR:-sr}
results=runs/ablation/results.csv
[ -f "$results" ] || echo network,seed,data_set,psnr_db,ssim > "$results"
for weights in runs/ablation/*/final.safetensors; do
  run=$(basename "$(dirname "$weights")")
  for set in Set5 B100; do
    row=${run%-*},${run##*-},$set
    grep -q "^$row," "$results" && continue
    # The report's line "mean of N  PSNR  SSIM  seconds".
    mean=$("$sr" eval --data "data/test/$set" --weights "$weights" |
      awk '$1 == "mean" && $2 == "of" && $3 ~ /^[0-9]+$/ { print $4 "," $5 }')
    echo "$row,$mean" >> "$results"
  done
done
awk -F, 'NR > 1 {
    key = $1 "," $3; n[key]++; p[key] += $4; pp[key] += $4 * $4; s[key] += $5; ss[key] += $5 * $5
  }
  function spread(n, sum, squares) {
    return n < 2 ? 0 : sqrt((squares - sum * sum / n) / (n - 1) + 1e-18)
  }
  END {
    for (key in n) {
      c = n[key]
      printf "%s: %d seeds, PSNR %.3f +- %.3f dB, SSIM %.4f +- %.4f\n", key, c,
        p[key] / c, spread(c, p[key], pp[key]), s[key] / c, spread(c, s[key], ss[key])
    }
  }' "$results" | sort
