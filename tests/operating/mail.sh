# Mail by a real server (tests/mail), as providers run theirs: over TLS and with a password; refused where the password is wrong, and nothing said where
# nobody vouches for the server, or it has no TLS. Sourced by run.sh.

POST=$TMP/post
authority() { # NAME: a certificate that vouches for others, in $POST/NAME.pem
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1 of a test" -addext basicConstraints=critical,CA:TRUE \
    -keyout "$POST/$1.key" -out "$POST/$1.pem"
}
certificates() {
  mkdir -p "$POST"
  authority known && authority stranger || return 1
  printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n' >"$POST/host.ext"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout "$POST/host.key" -out "$POST/host.csr" &&
    openssl x509 -req -in "$POST/host.csr" -CA "$POST/known.pem" -CAkey "$POST/known.key" -CAcreateserial -days 2 -extfile "$POST/host.ext" -out "$POST/host.pem"
}
post_office() {
  touch "$POST/happened"
  node "$ROOT/tests/mail/server.mjs" "$POST" >"$POST/log" 2>&1 & SERVERS+=($!)
  for _ in $(seq 100); do if [ -s "$POST/ports" ]; then source "$POST/ports"; return; fi; sleep 0.1; done
  cat "$POST/log"; return 1
}
# happens WAY WHAT [WORD]: waits until something happened at the mail server one way.
happens() {
  for _ in $(seq 150); do if grep -F "\"way\":\"$1\",\"what\":\"$2\"" "$POST/happened" | grep -qF "${3:-}"; then return; fi; sleep 0.1; done
  cat "$POST/happened"; return 1
}
# mailing AUTHORITY URL: a server that trusts one authority alone and sends mail by this address.
mailing() {
  BASE=http://localhost:$port
  SSL_CERT_FILE=$POST/$1.pem ZHIXING_SMTP_URL=$2 ZHIXING_MAIL_FROM="知行 <no-reply@example.cn>" start_server "$POST/data" "$port" "$BASE"
}
# asks_for_a_letter PERSON READER: names an address, to which a link goes.
asks_for_a_letter() {
  rm -f "$TMP/$1.jar"
  post 303 "$1" /sign-in "login=$1" password=zhixing-demo && post 303 "$1" /profile/mail/address do=ask "address=$2@example.cn"
}
# goes_out AUTHORITY WAY URL READER: the letter comes over TLS, from who signed in.
goes_out() {
  local good=0
  mailing "$1" "$3" || return 1
  asks_for_a_letter learner "$4" && happens "$2" letter "$4@example.cn" && letter "$2" "$4" || good=1
  stop_server
  return $good
}
letter() {
  node -e '
    const [file, way, reader] = process.argv.slice(1);
    const said = require("fs").readFileSync(file, "utf8").trim().split("\n").map(JSON.parse);
    const { secure, user, from, raw } = said.find((l) => l.way === way && l.what === "letter" && l.to.includes(`${reader}@example.cn`));
    const right = secure && user === "post" && from === "no-reply@example.cn" && /^Subject: =\?utf-8\?/im.test(raw) && /multipart\/alternative/.test(raw);
    if (!right) { console.log(secure, user, from, raw); process.exit(1); }' "$POST/happened" "$1" "$2"
}
# stays AUTHORITY URL PERSON WORDS: the letter is not sent, and the log says why, without the password.
stays() {
  local good=0
  mailing "$1" "$2" || return 1
  asks_for_a_letter "$3" "$3" && logged "$4" || good=1
  stop_server
  if grep -F "to\":[\"$3@example.cn" "$POST/happened"; then echo "it arrived"; good=1; fi
  if grep -i hush "$POST/data.log"; then echo "the log tells the password"; good=1; fi
  return $good
}
logged() {
  for _ in $(seq 150); do if grep 'was not delivered' "$POST/data.log" | grep -qiE "$1"; then return; fi; sleep 0.1; done
  cat "$POST/data.log"; return 1
}
wrong_password() { stays known "smtps://post:hush@localhost:$smtps" teacher '535|invalid' && happens smtps refused; }
# heard_nothing WAY: nobody signed in there and no letter came.
heard_nothing() { if grep -E "\"way\":\"$1\",\"what\":\"(signed-in|refused|letter)\"" "$POST/happened" >"$TMP/heard"; then cat "$TMP/heard"; return 1; fi; }
nobody_vouches() {
  cp "$POST/happened" "$POST/before" && : >"$POST/happened"
  stays stranger "smtps://post:$SECRET@localhost:$smtps" examiner 'certificate' && heard_nothing smtps || return 1
  stays stranger "smtp://post:$SECRET@localhost:$starttls?tls=required" invigilator 'certificate' && heard_nothing starttls
}
no_tls() { stays known "smtp://post:$SECRET@localhost:$bare?tls=required" admin 'tls' && heard_nothing bare; }

SECRET=hush%3A%20four%20%40%20words
if [ -d "$ROOT/tests/mail/node_modules/smtp-server" ] && command -v openssl >/dev/null; then
  port=$(free_port)
  step "certificates of an authority, and of another" certificates
  step "a mail server that is not ours" post_office
  step "a letter goes out by smtps, with a password" goes_out known smtps "smtps://post:$SECRET@localhost:$smtps" first
  step "and by STARTTLS where TLS is required" goes_out known starttls "smtp://post:$SECRET@localhost:$starttls?tls=required" again
  step "a wrong password sends nothing, and is told to the operator" wrong_password
  step "whom nobody vouches for learns neither password nor letter" nobody_vouches
  step "nor does one without TLS where it is required" no_tls
else
  skip "mail over TLS with a password: no smtp-server (bash tests/setup/node.sh) or no openssl"
fi
