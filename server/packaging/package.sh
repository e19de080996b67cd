#!/usr/bin/env bash
# A Debian package of the server, from a binary that is built: `make package`. Prints the path of the package.
#
#   ZHIXING_BIN   the binary; by default the release build
#   OUT           the folder of the package; by default target/package
#   VERSION       by default the workspace's, with Debian's revision 1
#   COMPRESSION   xz, gzip, zstd or none
#   MAINTAINER    who answers for this package: "Name <address>"
#
# The same commit and binary give the same bytes: no time but the commit's goes in.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../tests/setup/lib.sh"
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing} OUT=${OUT:-$TARGET/package}
[ -x "$BIN" ] || die "no server at $BIN: build it, or set ZHIXING_BIN"
has dpkg-deb || die "dpkg-deb is missing (Debian package: dpkg)"
version=${VERSION:-$(sed -nE 's/^version = "(.*)"$/\1/p' "$ROOT/Cargo.toml" | head -1)-1}
arch=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$ROOT" log -1 --format=%ct 2>/dev/null || date +%s)}; export SOURCE_DATE_EPOCH
tree=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-package.XXXXXX")
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"

put() { install -D -m "$1" "$2" "$tree/$3"; }
put_gz() { install -d "$tree/$(dirname "$2")"; gzip -9n <"$1" >"$tree/$2"; chmod 644 "$tree/$2"; }
doc=usr/share/doc/zhixing

put 755 "$BIN" usr/bin/zhixing
strip --strip-unneeded "$tree/usr/bin/zhixing" 2>/dev/null || true
put 755 "$here/zhixingctl" usr/sbin/zhixingctl
for unit in zhixing.service zhixing-backup.service zhixing-backup.timer; do put 644 "$here/$unit" "lib/systemd/system/$unit"; done
put 644 "$here/zhixing.toml" etc/zhixing/zhixing.toml
put 644 "$here/zhixing.default" etc/default/zhixing
put 644 "$here/debian/copyright" $doc/copyright
put 644 "$here/UPGRADE.md" $doc/UPGRADE.md
put 644 "$ROOT/SECURITY.md" $doc/SECURITY.md
put 644 "$here/proxy/nginx.conf" $doc/examples/nginx.conf
put 644 "$here/proxy/Caddyfile" $doc/examples/Caddyfile
put_gz "$ROOT/README.md" $doc/README.md.gz
put_gz "$ROOT/CHANGELOG.md" $doc/changelog.gz
put_gz "$here/zhixing.1" usr/share/man/man1/zhixing.1.gz
install -d "$tree/usr/share/man/man8"
ln -s ../man1/zhixing.1.gz "$tree/usr/share/man/man8/zhixingctl.8.gz"

who=${MAINTAINER:-Zhixing <zhixing@zhixing.invalid>}
cat >"$tree/changelog" <<LOG
zhixing ($version) unstable; urgency=medium

  * What is new is told in changelog.gz, and what to do when upgrading in
    UPGRADE.md.

 -- $who  $(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%a, %d %b %Y %H:%M:%S +0000')
LOG
put_gz "$tree/changelog" $doc/changelog.Debian.gz
rm "$tree/changelog"

# What is compiled in, with its licence.
(cd "$ROOT" && cargo metadata --format-version 1 --offline --filter-platform "$(rustc -vV | sed -n 's/^host: //p')" 2>/dev/null) |
  python3 -c 'import json, sys
for p in sorted(json.load(sys.stdin)["packages"], key=lambda p: (p["name"], p["version"])):
    if p["source"]: print(p["name"], p["version"], p["license"] or p["license_file"], sep="\t")' >"$tree/third-party"
put_gz "$tree/third-party" $doc/third-party.gz
rm "$tree/third-party"

glibc=$(objdump -T "$BIN" 2>/dev/null | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -1 | cut -d_ -f2 || true)
install -d "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: zhixing
Version: $version
Architecture: $arch
Maintainer: $who
Section: web
Priority: optional
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$tree" | cut -f1)
Depends: libc6${glibc:+ (>= $glibc)}, libgcc-s1, adduser, init-system-helpers (>= 1.54~)
Recommends: fonts-noto-cjk
Suggests: nginx | caddy, postgresql
Description: learning, timed exams and certificates that anybody can check
 A person takes a course written in Markdown, proves in a timed exam what they
 have learned, and receives an electronic certificate that every stranger can
 verify. A page says "saved" only after the answer is on the server's disk, and
 every page works with scripts off. Chinese first, English second.
 .
 One program, with SQLite inside; PostgreSQL where there are many nodes.
CONTROL
printf '/etc/default/zhixing\n/etc/zhixing/zhixing.toml\n' >"$tree/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "$here/debian/$script" "$tree/DEBIAN/$script"; done
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
chmod 644 "$tree"/DEBIAN/{control,conffiles,md5sums}
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
mkdir -p "$OUT"
dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build "$tree" "$OUT/zhixing_${version}_$arch.deb" >/dev/null
echo "$OUT/zhixing_${version}_$arch.deb"
