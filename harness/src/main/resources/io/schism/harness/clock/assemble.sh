#!/bin/sh
# Makes the .hex files, which is what Schism loads, from the .s files. Needs binutils for both processors.
# A test assembles again and compares byte for byte where the assemblers are there.
set -eu
cd "$(dirname "$0")"
make() { # make NAME TOOL-PREFIX
  object=$(mktemp)
  "$2as" -o "$object" "$1.s"
  "$2objcopy" -O binary -j .text "$object" "$object.bin"
  od -An -v -tx1 -w32 "$object.bin" | tr -d ' ' >"$1.hex"
  rm -f "$object" "$object.bin"
}
make x86_64 x86_64-linux-gnu-
make aarch64 aarch64-linux-gnu-
