#!/usr/bin/env bash
# Proves the packet faults by tc netem on a kernel that has it, in a virtual machine without acceleration: no root, no Docker, nothing
# installed. Needs qemu-system-x86, busybox-static, cpio, kmod and Debian's archive for the kernel; a minute or two.
#
#   harness/src/test/netem/netem-in-a-vm.sh [FOLDER]
#
# FOLDER keeps kernel and file system for the next time; without it a temporary one is made and removed.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
if [ $# -gt 0 ]; then
  work=$1
else
  work=$(mktemp -d /tmp/schism-netem-XXXXXX)
  trap 'rm -rf "$work"' EXIT
fi
"$home/harness/src/test/netem/make-vm.sh" "$work"
cd "$home"
SCHISM_NETEM_VM=$(cd "$work" && pwd -P) mvn -q -Dquick -pl harness -am test -Dtest=NetemMachineTest -Dsurefire.failIfNoSpecifiedTests=false
