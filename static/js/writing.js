// Beside the text of a section: puts a reference where the caret is (<button data-insert="[[…]]">), replaces a number by its
// figure (<button data-replace value="[place, words, reference]">), and reads the text again a moment after the last key
// (<div data-check="address">). Without it the buttons send the form, and the page comes back with the same done.

const pause = 1200
const form = document.getElementById('section-form')
const field = form?.elements.text
const panel = document.querySelector('[data-check]')

// The editor over the field puts a reference where its own caret is.
const taken = (words) => !field.dispatchEvent(new CustomEvent('put', { detail: words, cancelable: true }))

const put = (words, from, to) => {
  field.focus()
  field.setRangeText(words, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const replace = (value) => {
  const [start, words, typed] = JSON.parse(value)
  const at = field.value.startsWith(words, start) ? start : field.value.indexOf(words)
  if (at >= 0) put(typed, at, at + words.length)
}

const look = async () => {
  const body = new FormData()
  body.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value)
  body.set('text', field.value)
  try {
    const answer = await fetch(panel.dataset.check, { method: 'POST', body, redirect: 'error' })
    const typed = field.value
    if (!answer.ok || body.get('text') !== typed) return
    panel.innerHTML = await answer.text()
    panel.dispatchEvent(new Event('read'))
  } catch {
    // no connection: the button reads the text when there is one again
  }
}

if (field && panel) {
  let timer = 0
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(look, pause)
  })
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-insert], button[data-replace]')
    if (!button) return
    event.preventDefault()
    if (button.dataset.insert) taken(button.dataset.insert) || put(button.dataset.insert, field.selectionStart, field.selectionEnd)
    else replace(button.value)
  })
}
