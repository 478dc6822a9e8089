/* What is typed and not saved yet stays in this tab, and nowhere else, until the part is saved. */
const form = document.querySelector('form[data-recognise-url]')
const told = document.querySelector('[data-kept]')
const key = `mercat:${location.pathname}`
const version = form.elements.row_version.value
const kinds = ['text', 'textarea', 'email', 'url', 'number', 'radio', 'checkbox', 'select-one']
const fields = () => [...form.elements].filter((each) => each.name && kinds.includes(each.type))
const ticks = (each) => each.type === 'radio' || each.type === 'checkbox'
const state = () => fields().map((each) => [each.id, ticks(each) ? each.checked : each.value])

function stored () {
  try {
    const found = JSON.parse(sessionStorage.getItem(key))
    return found && found.version === version ? found.state : []
  } catch { return [] }
}

function keep () {
  try { sessionStorage.setItem(key, JSON.stringify({ version, state: state() })) } catch { /* then not */ }
}

function bringBack () {
  let changed = false
  for (const [id, value] of stored()) {
    const each = document.getElementById(id)
    const part = each && (ticks(each) ? 'checked' : 'value')
    if (!part || each[part] === value) continue
    each[part] = value
    each.dispatchEvent(new Event('input', { bubbles: true }))
    each.dispatchEvent(new Event('change', { bubbles: true }))
    changed = true
  }
  told.hidden = !changed
}

function throwAway () {
  try { sessionStorage.removeItem(key) } catch { /* nothing was kept */ }
  location.replace(location.pathname)
}

bringBack()
form.addEventListener('input', keep)
told.querySelector('button').addEventListener('click', throwAway)
