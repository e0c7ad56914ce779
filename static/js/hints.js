// Shows how a recommendation could be better while it is written: <div data-hints="address" data-prefix="row">.
// The service is asked, by the same rules as when the page is drawn, and keeps nothing of it.

const pause = 700
const wanted = /^(text|owner|measure|strength|due_on)(_(day|month|year))?$/

const part = (tag, className, words) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (words) made.textContent = words
  return made
}

const draw = (box, { sentence, hints }) => {
  const parts = sentence ? [part('p', 'govuk-body', sentence)] : []
  if (hints.length > 0) {
    const list = part('ul', 'govuk-list govuk-list--bullet')
    list.append(...hints.map((words) => part('li', '', words)))
    parts.push(list)
  }
  const now = parts.map((one) => one.textContent).join(' ')
  if (box.dataset.shown === now) return
  box.dataset.shown = now
  box.replaceChildren(...parts)
}

const written = (form, prefix) => {
  const sent = new FormData()
  for (const [name, value] of new FormData(form).entries()) {
    if (name === 'csrfmiddlewaretoken') sent.set(name, value)
    if (name.startsWith(prefix) && wanted.test(name.slice(prefix.length))) sent.append(name.slice(prefix.length), value)
  }
  return sent
}

for (const box of document.querySelectorAll('[data-hints]')) {
  const form = box.closest('form')
  const prefix = box.dataset.prefix ? `${box.dataset.prefix}-` : ''
  let timer, asking

  const ask = async () => {
    asking?.abort()
    asking = new AbortController()
    try {
      const answer = await fetch(box.dataset.hints, {
        method: 'POST', body: written(form, prefix), headers: { Accept: 'application/json' }, redirect: 'error',
        signal: asking.signal
      })
      if (answer.ok) draw(box, await answer.json())
    } catch {
      // What stands there stays: hints are help, and nothing is lost without them.
    }
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, pause)
  }
  const around = box.closest('.app-repeat') ?? form
  around.addEventListener('input', later)
  around.addEventListener('change', later)
}
