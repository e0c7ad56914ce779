// The toolbar over the editor: one stop of the Tab key, arrows inside it; and the small form that asks where a link leads.

const button = (label, classes = '') => {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `app-editor__button ${classes}`.trim()
  made.textContent = label
  return made
}

export const toolbar = (tools) => {
  const bar = document.createElement('div')
  bar.className = 'app-editor__bar'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', 'Form of the text')
  const buttons = tools.map((tool, index) => {
    const made = button(tool.label)
    made.title = `${tool.label} (${tool.keys})`
    made.setAttribute('aria-keyshortcuts', tool.keys)
    made.tabIndex = index ? -1 : 0
    made.addEventListener('mousedown', (event) => event.preventDefault()) // the text keeps its selection
    made.addEventListener('click', tool.run)
    bar.append(made)
    return made
  })
  bar.addEventListener('keydown', (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1 }
    if (!(event.key in steps)) return
    event.preventDefault()
    const now = buttons.indexOf(document.activeElement)
    const then = buttons[(now + steps[event.key] + buttons.length) % buttons.length]
    buttons.forEach((one) => { one.tabIndex = one === then ? 0 : -1 })
    then.focus()
  })
  bar.show = (state) => tools.forEach((tool, index) => {
    if (tool.on) buttons[index].setAttribute('aria-pressed', String(tool.on(state)))
  })
  return bar
}

export const linkPanel = ({ href, set, leave }) => {
  const place = document.createElement('div')
  place.className = 'app-picker'
  place.setAttribute('role', 'group')
  place.setAttribute('aria-label', 'Link')
  const label = document.createElement('label')
  label.className = 'govuk-label'
  label.htmlFor = 'link-field'
  label.textContent = 'Address, beginning with https://'
  const fault = document.createElement('p')
  fault.className = 'govuk-error-message'
  fault.id = 'link-fault'
  fault.setAttribute('role', 'alert')
  const field = document.createElement('input')
  field.id = 'link-field'
  field.className = 'govuk-input'
  field.type = 'text'
  field.inputMode = 'url'
  field.value = href
  field.setAttribute('aria-describedby', 'link-fault')
  const save = () => {
    const typed = field.value.trim()
    if (/^https?:\/\/[^\s()<>"]+$/.test(typed)) set(typed)
    else fault.textContent = 'Enter an address that begins with https:// and has no spaces or brackets.'
  }
  field.addEventListener('input', (event) => event.stopPropagation())
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') save()
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  })
  const small = 'govuk-button govuk-button--secondary app-small-button'
  const ways = document.createElement('div')
  ways.className = 'app-remark__ways app-picker__ways'
  for (const [words, way] of [['Save the link', save], ...(href ? [['Remove the link', () => set('')]] : []), ['Cancel', leave]]) {
    const made = button(words)
    made.className = small
    made.addEventListener('click', () => way())
    ways.append(made)
  }
  place.append(label, fault, field, ways)
  return { place, field }
}
