// Looks every few seconds whether the meeting moved on: <div data-watch="address" data-stamp="…">. A page says so and
// offers the latest; the projector shows it at once. The signed-in time of idling is not lengthened by looking.

const place = document.querySelector('[data-watch]')
const pause = 15000

const say = (words, label) => {
  place.replaceChildren()
  const line = document.createElement('p')
  line.className = 'govuk-body app-news__words'
  line.append(`${words} `)
  if (label) {
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = window.location.pathname
    link.textContent = label
    line.append(link)
  }
  place.append(line)
}

const told = (news) => {
  document.dispatchEvent(new CustomEvent('news', { detail: news }))
  const known = document.documentElement.dataset.stamp || place.dataset.stamp
  if (news.stamp === known) return
  if ('reloads' in place.dataset) window.location.reload()
  else if (place.dataset.said !== news.stamp) say('The meeting has moved on since this page was opened.', 'Show the latest')
  place.dataset.said = news.stamp
}

const look = async () => {
  const headers = { Accept: 'application/json' }
  if (!('reloads' in place.dataset)) headers['X-Watching'] = '1' // a projector has nobody at its keys
  try {
    const answer = await fetch(place.dataset.watch, { headers, redirect: 'manual' })
    if (answer.ok) told(await answer.json())
    else if (answer.type === 'opaqueredirect') say('You have been signed out.', 'Sign in again')
    else if (answer.status === 404) say('This page has been closed to you.', 'Reload')
  } catch {
    // No connection: the next look will tell.
  }
  setTimeout(look, pause)
}

if (place) setTimeout(look, pause)
