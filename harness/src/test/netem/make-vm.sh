#!/usr/bin/env bash
# Makes a small virtual machine whose kernel has sch_netem: make-vm.sh FOLDER puts vmlinuz and initramfs there. Takes Debian's cloud kernel
# and ping from the archive and unpacks them into the folder; installs nothing. The rest of the machine's root is copied from this one.
set -euo pipefail
[ $# = 1 ] || { echo "usage: $0 FOLDER" >&2; exit 64; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
export PATH=$PATH:/usr/sbin:/sbin
for program in qemu-system-x86_64:qemu-system-x86 busybox:busybox-static cpio:cpio depmod:kmod tc:iproute2 ip:iproute2; do
  command -v "${program%%:*}" >/dev/null || { echo "needs ${program%%:*}: apt-get install ${program##*:}" >&2; exit 69; }
done

if [ ! -e vmlinuz ]; then
  kernel=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -1)
  echo "make-vm: unpacking $kernel"
  rm -rf debs kernel && mkdir -p debs
  (cd debs && apt-get -qq -o APT::Sandbox::User=root download "$kernel" iputils-ping)
  for deb in debs/*.deb; do dpkg-deb -x "$deb" kernel; done
  cp kernel/boot/vmlinuz-* vmlinuz
fi
release=$(basename kernel/lib/modules/*)

rm -rf root && mkdir -p root/{bin,sbin,usr/bin,usr/sbin,usr/lib/busybox,proc,sys,dev,run,tmp,etc}
wanted() { # wanted PROGRAM: with its libraries, where it is here
  local file
  file=$(realpath "$1")
  mkdir -p "root$(dirname "$1")"
  cp -L "$file" "root$1"
  { ldd "$file" 2>/dev/null || true; } | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "root$(dirname "$library")"
    cp -Ln "$library" "root$library"
  done
}
for program in bash tc ip; do wanted "$(command -v $program)"; done
cp kernel/bin/ping root/usr/bin/ping
ldd kernel/bin/ping | grep -o '/[^ ]*' | while read -r library; do
  mkdir -p "root$(dirname "$library")"
  cp -Ln "$library" "root$library"
done
cp "$(command -v busybox)" root/bin/busybox
for applet in sh mount ln sleep stty uname modprobe cat rm; do ln -sf /bin/busybox "root/bin/$applet"; done
ln -sf /bin/busybox root/sbin/modprobe # which the kernel calls when a module is missing
cp "$here/init" root/init

# The modules of the network, each before those that need it: modprobe finds them by modules.dep.
modules="veth bridge sch_netem sch_prio sch_ingress cls_u32 cls_bpf act_mirred ifb"
(cd kernel && depmod -b . "$release")
for module in $modules; do
  grep -E "/$module\.ko(\.xz|\.zst)?:" "kernel/lib/modules/$release/modules.dep" | tr -d : | tr ' ' '\n' | while read -r file; do
    mkdir -p "root/lib/modules/$release/$(dirname "$file")"
    cp -n "kernel/lib/modules/$release/$file" "root/lib/modules/$release/$file"
  done
done
cp kernel/lib/modules/"$release"/modules.{builtin,builtin.modinfo,order} "root/lib/modules/$release/"
depmod -b root "$release"
chmod 755 root/init
(cd root && find . | cpio -o -H newc --quiet | gzip -1) >initramfs
echo "make-vm: $release, $(du -h initramfs | cut -f1) of initramfs in $PWD"
