// Warns two minutes before the session ends, and lets the reader stay. The server is asked how long is left, so that
// work in another window counts too; asking does not keep the session alive. When it has ended, the page goes away.

const dialog = document.getElementById('session-warning')
const form = dialog.querySelector('form')
const words = document.getElementById('session-words')
const [stayButton, laterButton] = dialog.querySelectorAll('button')
const WARNING = 120
const STEP = 30
let timer = 0
let seen = false

const leave = () => {
  window.dispatchEvent(new Event('session-ended'))
  location.assign(dialog.dataset.ended)
}

const ask = async (how = {}) => {
  const headers = { Accept: 'application/json', 'X-Watching': '1' }
  const answer = await fetch(form.action, { headers, redirect: 'manual', ...how })
  return answer.ok ? answer.json() : null
}

const spoken = (seconds) => {
  const minutes = Math.max(1, Math.round(seconds / 60))
  return minutes === 1 ? 'in about 1 minute' : `in about ${minutes} minutes`
}

const warn = ({ left, can_stay: canStay }) => {
  words.textContent = canStay
    ? `Nothing was done for a while. You will be signed out ${spoken(left)}.`
    : `You will be signed out ${spoken(left)}, because you have been signed in for 8 hours. Save what you are doing.`
  stayButton.hidden = !canStay
  laterButton.hidden = canStay
  if (!dialog.open && !(seen && !canStay)) dialog.showModal()
  seen = true
}

const wait = (seconds) => {
  clearTimeout(timer)
  timer = setTimeout(look, Math.max(1, seconds) * 1000)
}

const follow = (now) => {
  if (!now || now.left <= 0) return leave()
  if (now.left > WARNING) {
    seen = false
    if (dialog.open) dialog.close()
    return wait(now.left - WARNING)
  }
  warn(now)
  return wait(Math.min(STEP, now.left + 1))
}

const look = async () => {
  try {
    follow(await ask())
  } catch {
    wait(STEP) // no connection: nothing can be known, and nothing more is shown
  }
}

const stay = async () => {
  try {
    follow(await ask({ method: 'POST', body: new FormData(form) }))
  } catch {
    words.textContent = 'No connection. Try again.'
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  stay()
})
laterButton.addEventListener('click', () => dialog.close())
dialog.addEventListener('cancel', (event) => {
  event.preventDefault()
  if (stayButton.hidden) dialog.close()
  else stay()
})
wait(Number(dialog.dataset.left) - WARNING)
