// Papers on an open screen: <div data-papers="mark" data-papers-at="address">. When they are withdrawn, replaced, or no
// longer this reader's, the words go from the page and a sentence stands in their place; a note beside them stays.

const paper = document.querySelector('[data-papers]')
const pause = 30000
const SAY = {
  withdrawn: 'This paper has been withdrawn. Destroy any copy you have.',
  closed: 'The papers of this meeting are closed.',
  gone: 'This page has been closed to you.',
}
let over = false

const replace = (why) => {
  over = true
  const line = document.createElement('p')
  line.className = 'govuk-body'
  line.append(SAY[why] || 'The papers have changed since this page was opened. ')
  if (!SAY[why]) {
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = window.location.pathname
    link.textContent = 'Show the latest'
    line.append(link)
  }
  const box = document.createElement('div')
  box.className = 'govuk-inset-text'
  box.setAttribute('role', 'status')
  paper.replaceChildren(box)
  box.append(line)
}

const look = async () => {
  if (over) return
  try {
    const headers = { Accept: 'application/json', 'X-Watching': '1' }
    const answer = await fetch(paper.dataset.papersAt, { headers, redirect: 'manual' })
    if (answer.status === 404) replace('gone')
    else if (answer.ok) {
      const { papers } = await answer.json()
      if (papers !== paper.dataset.papers) replace(papers)
    }
  } catch {
    // No connection: the next look will tell.
  }
}

if (paper) {
  setInterval(look, pause)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
  window.addEventListener('pageshow', ({ persisted }) => persisted && look())
  window.addEventListener('focus', look)
}
