# The units of systemd are understood, and the service is shut in. Sourced by run.sh.

understood() { # with the program that there is: the unit names the place where a package puts it
  local unit
  mkdir -p "$TMP/units"
  for unit in zhixing.service zhixing-backup.service zhixing-backup.timer; do
    sed "s#/usr/bin/zhixing#$BIN#" "$PACKAGING/$unit" >"$TMP/units/$unit"
  done
  systemd-analyze verify --man=no "$TMP"/units/* 2>"$TMP/verify" || { cat "$TMP/verify"; return 1; }
  [ ! -s "$TMP/verify" ] || { cat "$TMP/verify"; return 1; }
}
# An exposure above 2.0 of 10 is one that somebody opened.
shut_in() { systemd-analyze security --offline=true --no-pager --threshold=20 "$TMP/units/zhixing.service"; }

if has systemd-analyze; then
  step "systemd understands the units" understood
  if systemd-analyze security --help 2>/dev/null | grep -q -- --offline; then
    step "the service reaches little beyond its own data" shut_in
  else
    skip "how much the service reaches: systemd-analyze is older than 250"
  fi
else
  skip "the units of systemd: no systemd-analyze"
fi
