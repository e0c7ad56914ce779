// Saves the form of a meeting while people speak. Nothing is kept in the browser but the form itself: what could not
// be sent stays in its fields, is tried again, and the page says so.

const form = document.querySelector('form[data-autosave]')
const saved = form?.querySelector('[data-saved]')
const newsPlace = form?.querySelector('[data-news]')
const quiet = 2000
const longest = 30000
let timer, sending, again, wait = quiet, changes = 0

const write = (element, words) => { if (element.textContent !== words) element.textContent = words }

const field = (name) => form.elements.namedItem(name)

const line = (words) => {
  const made = document.createElement('p')
  made.className = 'govuk-body'
  made.textContent = words
  return made
}

const button = (label, act) => {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'govuk-button govuk-button--secondary'
  made.textContent = label
  made.addEventListener('click', act)
  return made
}

const showClashes = (answer) => {
  const parts = []
  for (const clash of answer.clashes) {
    parts.push(line(`${answer.others || 'Somebody else'} changed “${clash.name}” too. Saved now: ${clash.theirs}`))
  }
  parts.push(line('Yours is still in the form.'))
  parts.push(button('Keep mine', () => { field('base').value = answer.base_over; changes += 1; save() }))
  parts.push(button('Take theirs', () => {
    form.dispatchEvent(new Event('saved'))
    window.location.reload()
  }))
  newsPlace.replaceChildren(...parts)
}

// The quorum stands above the case and on the card of the decision: both follow what the server would say now.
const showRoom = (news) => {
  if (!news.quorum) return
  for (const place of document.querySelectorAll('[data-quorum]')) write(place, news.quorum)
  for (const place of document.querySelectorAll('[data-in-room]')) write(place, String(news.in_room))
  for (const tag of document.querySelectorAll('[data-quorate] .govuk-tag')) {
    write(tag, news.quorate ? 'Quorate' : 'Not quorate')
    tag.classList.toggle('govuk-tag--green', news.quorate)
    tag.classList.toggle('govuk-tag--red', !news.quorate)
  }
}

const kept = (answer, counted) => {
  wait = quiet
  showRoom(answer)
  field('base').value = answer.base
  if (answer.stamp) document.documentElement.dataset.stamp = answer.stamp
  if (answer.clashes.length > 0) {
    write(saved, `Saved at ${answer.saved_at}, but not every answer`)
    showClashes(answer)
  } else if (answer.waiting.length > 0) {
    write(saved, `Saved at ${answer.saved_at}, but not every answer`)
    newsPlace.replaceChildren(line(`Not saved yet: ${answer.waiting.join('. ')}.`))
  } else {
    write(saved, `Saved at ${answer.saved_at}`)
    newsPlace.replaceChildren()
    if (counted === changes) form.dispatchEvent(new Event('saved'))
  }
}

const failed = (words) => {
  write(saved, `Not saved. ${words} Your words are kept on this page and will be sent again.`)
  newsPlace.replaceChildren(button('Try again now', save))
  clearTimeout(timer)
  timer = setTimeout(save, wait)
  wait = Math.min(wait * 2, longest)
}

const refused = (reason) => {
  write(saved, `Not saved. ${reason}`)
  newsPlace.replaceChildren(line('Your words are kept on this page.'), button('Try again', save))
}

async function save () {
  clearTimeout(timer)
  if (sending) { again = true; return }
  sending = true
  const counted = changes
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new FormData(form),
      headers: { Accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(15000)
    })
    const json = (answer.headers.get('Content-Type') || '').startsWith('application/json')
    if (answer.ok && json) kept(await answer.json(), counted)
    else if (answer.type === 'opaqueredirect') failed('You have been signed out: sign in again in another tab.')
    else if (json) refused((await answer.json()).reason)
    else if (answer.status === 404) refused('This case has been closed to you.')
    else failed('The service could not take it just now.')
  } catch {
    failed('There is no connection.')
  }
  sending = false
  if (again) { again = false; save() }
}

const later = () => {
  changes += 1
  clearTimeout(timer)
  timer = setTimeout(save, quiet)
}

const count = () => {
  for (const place of document.querySelectorAll('[data-timer]')) {
    const from = performance.now() - Number(place.dataset.timer) * 1000
    const planned = Number(place.dataset.planned)
    const show = () => {
      const minutes = Math.floor((performance.now() - from) / 60000)
      const over = minutes - planned
      write(place, over > 0 ? `${minutes} minutes, ${over} more than planned` : `${minutes} of ${planned} minutes`)
    }
    show()
    setInterval(show, 5000)
  }
}

if (form) {
  form.addEventListener('input', later)
  form.addEventListener('change', later)
  window.addEventListener('online', () => { if (changes > 0) save() })
}

// News of the meeting: a fresh token after signing in again in another tab, who is in the room, and the quorum.
document.addEventListener('news', ({ detail }) => {
  for (const token of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) token.value = detail.token
  showRoom(detail)
})

count()
