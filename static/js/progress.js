// Says how far files are, and shows them when they are ready. Without it the page has a "Look again" link.

const place = document.querySelector('[data-progress]')
const first = 2000
const longest = 15000

const ask = async (pause) => {
  const answer = await fetch(place.dataset.progress, { headers: { Accept: 'application/json' } })
  if (!answer.ok) return
  const { waiting, words } = await answer.json()
  if (place.textContent !== words) place.textContent = words
  if (waiting === 0) window.location.reload()
  else setTimeout(ask, pause, Math.min(pause * 1.3, longest))
}

if (place) setTimeout(ask, first, first)
