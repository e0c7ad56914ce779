// Finds a figure by words and puts a reference to it into the text: a field with a list under it, by keys or pointer.

const pause = 300
const most = 60

const element = (tag, values = {}, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

const asked = async (address, words, signal) => {
  const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, {
    headers: { Accept: 'application/json' },
    redirect: 'error',
    signal,
  })
  if (!answer.ok) throw new Error(String(answer.status))
  const { found } = await answer.json()
  return found.flatMap((one) => one.ways.map(([typed, value]) => ({ ...one, typed, value }))).slice(0, most)
}

const option = (one, index) => {
  const value = element('strong', { class: 'app-picker__value' }, one.value)
  const about = element('span', { class: 'app-picker__about' }, `${one.label}. ${one.title}`)
  if (one.hidden) about.append(' (confidential edition only)')
  return element('li', { role: 'option', id: `picked-${index}`, 'aria-selected': 'false', class: 'app-picker__option' }, value, ' ', about)
}

export const openPicker = ({ address, choose, leave }) => {
  const field = element('input', {
    id: 'picker-field', class: 'govuk-input govuk-input--width-20', type: 'text', role: 'combobox', autocomplete: 'off',
    'aria-expanded': 'false', 'aria-controls': 'picker-list', 'aria-autocomplete': 'list', 'aria-describedby': 'picker-hint',
    maxlength: '100',
  })
  const list = element('ul', { id: 'picker-list', role: 'listbox', 'aria-label': 'Figures', class: 'app-picker__list' })
  const status = element('p', { role: 'status', class: 'govuk-body-s app-picker__status' })
  const close = element('button', { type: 'button', class: 'govuk-button govuk-button--secondary app-small-button' }, 'Close')
  const place = element(
    'div', { class: 'app-picker', role: 'group', 'aria-label': 'Insert a figure' },
    element('label', { class: 'govuk-label', for: 'picker-field' }, 'Which figure?'),
    element('div', { class: 'govuk-hint', id: 'picker-hint' }, 'For example: modifiable. Down and Enter choose, Escape closes.'),
    field, list, status, close,
  )
  let options = []
  let chosen = -1
  let timer = 0
  let waiting = null

  const mark = (index) => {
    list.children[chosen]?.setAttribute('aria-selected', 'false')
    chosen = index
    const now = list.children[chosen]
    now?.setAttribute('aria-selected', 'true')
    now?.scrollIntoView({ block: 'nearest' })
    if (now) field.setAttribute('aria-activedescendant', now.id)
    else field.removeAttribute('aria-activedescendant')
  }
  const show = (found, said) => {
    options = found
    list.replaceChildren(...found.map(option))
    list.hidden = found.length === 0
    field.setAttribute('aria-expanded', String(found.length > 0))
    status.textContent = said
    mark(-1)
  }
  const look = async () => {
    waiting?.abort()
    const words = field.value.trim()
    if (!words) return show([], '')
    waiting = new AbortController()
    status.textContent = 'Searching'
    try {
      const found = await asked(address, words, waiting.signal)
      show(found, found.length ? `${found.length} found.` : 'No figure holds these words.')
    } catch (fault) {
      if (fault.name !== 'AbortError') show([], 'The figures could not be searched just now.')
    }
  }
  const take = (index) => {
    if (options[index]) choose(options[index])
  }

  field.addEventListener('input', (event) => {
    event.stopPropagation() // a search is no change of the text
    clearTimeout(timer)
    timer = setTimeout(look, pause)
  })
  field.addEventListener('keydown', (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in steps && options.length) mark((chosen + steps[event.key] + options.length) % options.length)
    else if (event.key === 'Enter') take(chosen < 0 ? 0 : chosen)
    else if (event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Escape') leave()
  })
  list.addEventListener('mousedown', (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener('click', (event) => {
    const at = event.target.closest('[role="option"]')
    if (at) take([...list.children].indexOf(at))
  })
  close.addEventListener('click', () => leave())
  show([], '')
  return { place, field }
}
