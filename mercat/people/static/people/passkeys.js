// Passkeys: hands what the browser says about a passkey to an ordinary form.
// Without script, or in a browser without passkeys, the form says so and its button stays hidden.

const read = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))

const write = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const readIds = (list) => (list || []).map((each) => ({ ...each, id: read(each.id) }))

function creation ({ publicKey }, alone) {
  const wanted = { ...publicKey.authenticatorSelection }
  wanted.residentKey = alone ? 'required' : 'discouraged'
  wanted.requireResidentKey = alone
  if (alone) wanted.userVerification = 'required'
  return {
    publicKey: {
      ...publicKey,
      challenge: read(publicKey.challenge),
      user: { ...publicKey.user, id: read(publicKey.user.id) },
      excludeCredentials: readIds(publicKey.excludeCredentials),
      authenticatorSelection: wanted
    }
  }
}

function request ({ publicKey }) {
  return {
    publicKey: {
      ...publicKey,
      challenge: read(publicKey.challenge),
      allowCredentials: readIds(publicKey.allowCredentials)
    }
  }
}

function answer (credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = write(credential.response[name])
  }
  return {
    id: credential.id,
    rawId: write(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults()
  }
}

async function optionsOf (form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options)
  const response = await fetch(form.dataset.optionsUrl, { headers: { Accept: 'application/json' } })
  return (await response.json()).request_options
}

async function ask (form) {
  const options = await optionsOf(form)
  if (form.dataset.passkey === 'get') return navigator.credentials.get(request(options))
  const alone = form.querySelector('[name=passwordless]')
  return navigator.credentials.create(creation(options, Boolean(alone && alone.checked)))
}

function setUp (form) {
  const problem = form.querySelector('[data-passkey-problem]')
  const part = form.querySelector('[data-passkey-button]')
  const button = part.querySelector('button')
  form.querySelector('[data-passkey-missing]').hidden = true
  part.hidden = false
  form.addEventListener('submit', (event) => {
    if (!form.elements.credential.value) { event.preventDefault(); button.click() }
  })
  button.addEventListener('click', async () => {
    problem.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(answer(await ask(form)))
      form.submit()
    } catch {
      problem.hidden = false
    }
  })
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll('form[data-passkey]').forEach(setUp)
}
