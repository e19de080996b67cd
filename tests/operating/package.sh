# The Debian package: built, looked at, installed, run, upgraded, removed and purged in a copy of this machine. Sourced by run.sh.

built() {
  DEB=$(ZHIXING_BIN=$BIN OUT=$TMP/package COMPRESSION=none bash "$PACKAGING/package.sh") || return 1
  NEXT=$(ZHIXING_BIN=$BIN OUT=$TMP/package COMPRESSION=none VERSION=99.0-1 bash "$PACKAGING/package.sh")
}
same_bytes() {
  local again; again=$(ZHIXING_BIN=$BIN OUT=$TMP/again COMPRESSION=none bash "$PACKAGING/package.sh") || return 1
  cmp "$DEB" "$again"
}
says_what_it_is() {
  equal "$(dpkg-deb -f "$DEB" Package) $(dpkg-deb -f "$DEB" Architecture)" "zhixing $(dpkg --print-architecture)" || return 1
  dpkg-deb -f "$DEB" Depends | grep -q 'libc6 (>= ' || return 1
  dpkg-deb --fsys-tarfile "$DEB" | tar -t >"$TMP/names"
  local name
  for name in usr/bin/zhixing usr/sbin/zhixingctl lib/systemd/system/zhixing.service etc/zhixing/zhixing.toml usr/share/doc/zhixing/copyright \
    usr/share/doc/zhixing/UPGRADE.md usr/share/doc/zhixing/examples/nginx.conf usr/share/doc/zhixing/third-party.gz; do
    grep -qx "./$name" "$TMP/names" || { echo "no $name"; return 1; }
  done
}
scripts_are_sh() { local script; for script in "$PACKAGING"/debian/{postinst,prerm,postrm} "$PACKAGING/zhixingctl"; do sh -n "$script" || return 1; done; }
lintian_is_content() { lintian --fail-on error --suppress-tags embedded-library,unstripped-binary-or-object "$DEB"; }

# The copy is an overlay over the root that this process alone sees: what is written there is gone with it.
in_a_copy() {
  unshare --mount --pid --fork --kill-child bash -c '
    set -e
    mount --make-rprivate /
    mkdir "$1"; mount -t tmpfs tmpfs "$1"; mkdir "$1/upper" "$1/work" "$1/root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
    mount -t proc proc "$1/root/proc"; mount --rbind /dev "$1/root/dev"
    mount -t tmpfs tmpfs "$1/root/run"; mount -t tmpfs tmpfs "$1/root/tmp"
    cp "$2" "$1/root/tmp/first.deb"; cp "$3" "$1/root/tmp/next.deb"; cp "$4" "$1/root/tmp/lives.sh"
    exec chroot "$1/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 PORT="$5" bash /tmp/lives.sh "$6"
  ' copy "$TMP/copy" "$DEB" "$NEXT" "$HERE/lives.sh" "$1" "$2"
}
can_copy() { [ "$(id -u)" = 0 ] && has unshare && has adduser && [ ! -d /etc/zhixing ] && in_a_copy 0 nothing >/dev/null 2>&1; }

if has dpkg-deb; then
  step "one command builds the package" built
  step "it says what it is and holds what an operator needs" says_what_it_is
  step "the same binary makes the same package" same_bytes
  step "its scripts are plain sh" scripts_are_sh
  if has lintian; then step "lintian finds no error" lintian_is_content; else skip "lintian: not here"; fi
  rmdir "$TMP/copy" 2>/dev/null || true
  if can_copy; then
    rmdir "$TMP/copy" 2>/dev/null || true
    step "installed, run, upgraded, removed and purged: data go with the purge alone" in_a_copy "$(free_port)" all
  else
    skip "installing the package: this needs root, adduser and a kernel that lays one file system over another"
  fi
else
  skip "the Debian package: no dpkg-deb"
fi
