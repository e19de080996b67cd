/* Passkeys, on the pages that have such a form: it asks the browser, and sends what the authenticator says as a field of the form. Bytes go as hexadecimal.
 * When anything here fails, a password works: nothing else on the page depends on it. */
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
// a challenge is base64url, and so it comes back
const challenge = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const named = (list) => list.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: unhex(id) }));

const make = async (asked) => {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: challenge(asked.challenge),
      rp: { id: asked.site, name: asked.siteName },
      user: { id: new TextEncoder().encode(asked.account), name: asked.login, displayName: asked.name },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "required", userVerification: asked.verify },
      excludeCredentials: named(asked.known),
    },
  });
  const { response } = made;
  const [authenticator, key] = [response.getAuthenticatorData(), response.getPublicKey()].map(hex);
  return { credential: hex(made.rawId), client: hex(response.clientDataJSON), authenticator, key };
};

const use = async (asked) => {
  const used = await navigator.credentials.get({
    publicKey: { challenge: challenge(asked.challenge), rpId: asked.site, userVerification: asked.verify, allowCredentials: named(asked.known) },
  });
  const { clientDataJSON, authenticatorData, signature } = used.response;
  return { credential: hex(used.rawId), client: hex(clientDataJSON), authenticator: hex(authenticatorData), signature: hex(signature) };
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const say = (what) => {
    for (const words of form.querySelectorAll("[data-said]")) words.hidden = words.dataset.said !== what;
  };
  if (!window.PublicKeyCredential) {
    form.querySelector("button").disabled = true;
    say("none");
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    try {
      const said = await (form.dataset.passkey === "make" ? make : use)(form.dataset);
      form.elements.credential.value = JSON.stringify(said);
      form.submit();
    } catch {
      say("failed");
    }
  });
}
