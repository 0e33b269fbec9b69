#!/bin/sh
# Trains every network of the ablation with every seed, one after the other; goes on where it stopped.
# Working directory: one with data/train; runs go to runs/ablation/NAME-SEED.
#
#   sh .../configs/ablation/train.sh [SEED...]        SR=path/to/sr, default "sr"
#
# A run's seed gives its initial weights and its patches. Patches are a function of seed, index and
# pictures, never of the network: runs of one seed see the same patches in the same order, and
# parameters of one name begin alike.
set -eu
configs=$(CDPATH= cd "$(dirname "$0")" && pwd)
sr=${SR:-sr}
[ $# -gt 0 ] || set -- 1 2 3
mkdir -p runs/ablation
for seed in "$@"; do
  for name in edsr edsr-ggas edsr-cwss edsr-both fsrcnn fsrcnn-ggas; do
    out=runs/ablation/$name-$seed
    [ ! -f "$out/final.safetensors" ] || continue
    sed -e "s|^seed: .*|seed: $seed|" -e "s|^out: .*|out: $out|" "$configs/$name.yaml" > "$out.yaml"
    "$sr" train -q --resume "$out.yaml"
  done
done
