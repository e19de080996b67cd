# The life of the package, in a copy of the machine: run by package.sh as root, with /tmp/first.deb, /tmp/next.deb and a free $PORT.
set -euo pipefail
[ "$1" = all ] || exit 0
tell() { echo "$*"; exit 1; }
state() { stat -c '%U:%G %a' "$1"; }
wants() { [ "$2" = "$3" ] || tell "$1: expected '$3', found '$2'"; }
answers() { for _ in $(seq 300); do curl -fsS "http://127.0.0.1:$PORT/healthz" >/dev/null 2>&1 && return; sleep 0.1; done; cat /tmp/log; tell "no answer"; }
# The command of the unit, as its user, and what it says when it is ready.
start() {
  local command; command=$(sed -n 's/^ExecStart=//p' /lib/systemd/system/zhixing.service)
  runuser -u zhixing -- $command --listen "127.0.0.1:$PORT" >/tmp/log 2>&1 & server=$!
  answers
}
stop() { kill "$server"; wait "$server" 2>/dev/null || true; }

dpkg -i /tmp/first.deb
wants "the data folder" "$(state /var/lib/zhixing)" "zhixing:zhixing 700"
wants "the backups" "$(state /var/backups/zhixing)" "zhixing:zhixing 700"
wants "the settings" "$(state /etc/zhixing/zhixing.toml)" "root:zhixing 640"
wants "the shell" "$(getent passwd zhixing | cut -d: -f7)" /usr/sbin/nologin

sed -i 's|^#public_url.*|public_url = "https://exam.example.cn"|' /etc/zhixing/zhixing.toml
start
printf 'four brown kettles' | zhixingctl user add chief --name 主任 --role admin --password-stdin >/tmp/said
grep -q '^chief' /tmp/said || tell "no account"
zhixingctl doctor --lang en >/tmp/doctor && tell "undecided settings are no error" || true
grep -q 'not decided yet: issuer_name' /tmp/doctor || { cat /tmp/doctor; tell "the doctor does not see the settings of the package"; }
stop

# A newer one: the settings that somebody changed stay, the data go on.
dpkg -i /tmp/next.deb </dev/null
grep -q '^public_url' /etc/zhixing/zhixing.toml || tell "the settings were replaced"
start
if printf 'four brown kettles' | zhixingctl user add chief --name 主任 --role admin --password-stdin >/tmp/said 2>&1; then tell "the account is gone"; fi
zhixingctl backup /var/backups/zhixing/one.tar
stop
wants "who owns what was written" "$(find /var/lib/zhixing ! -user zhixing | wc -l)" 0

dpkg -r zhixing
[ ! -e /usr/bin/zhixing ] && [ ! -e /lib/systemd/system/zhixing.service ] || tell "removing left the program"
[ -s /var/lib/zhixing/zhixing.db ] && ls /var/lib/zhixing/keys/*.key >/dev/null || tell "removing took the data"
[ -s /etc/zhixing/zhixing.toml ] || tell "removing took the settings"

dpkg -i /tmp/next.deb
start; stop
dpkg -P zhixing
[ ! -e /var/lib/zhixing ] || tell "purging left the data"
[ ! -e /etc/zhixing ] && [ ! -e /etc/default/zhixing ] || tell "purging left the settings"
[ -s /var/backups/zhixing/one.tar ] || tell "purging took the backups"
[ -z "$(ls /etc/systemd/system/*/zhixing* 2>/dev/null)" ] || tell "purging left units"
dpkg -i /tmp/first.deb && start && stop
