// Sends a form two seconds after the last key: <form data-autosave="address">. Files wait for the button.
// Says what became of it in [data-autosave-status]. Stops when somebody else has saved: the button puts both together.

const pause = 2000
const status = document.querySelector('[data-autosave-status]')

const say = (words) => {
  if (status && status.textContent !== words) status.textContent = words
}

const watch = (form) => {
  let timer = 0
  let busy = false
  let again = false
  let stopped = false

  const holdsFile = () => [...form.querySelectorAll('input[type="file"]')].some((one) => one.files.length > 0)

  const body = () => {
    const data = new FormData(form)
    for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name)
    return data
  }

  const send = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    again = false
    say('Saving…')
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST', body: body(), headers: { Accept: 'application/json' }, redirect: 'error'
      })
      const json = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {}
      if (answer.ok) {
        form.elements.version.value = json.version
        say(json.words)
        if (!again && !timer && !holdsFile()) form.dispatchEvent(new Event('saved'))
      } else {
        stopped = answer.status < 500
        say(json.words ?? 'Not saved by itself. Use the button to save.')
      }
    } catch {
      say('Not saved by itself: no connection. It is tried again after the next change.')
    }
    busy = false
    if (again && !stopped) await send()
  }

  const later = () => {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = 0
      send()
    }, pause)
  }

  form.addEventListener('input', later)
  form.addEventListener('change', later)
  form.addEventListener('submit', () => {
    stopped = true
    clearTimeout(timer)
  })
}

for (const form of document.querySelectorAll('form[data-autosave]')) watch(form)
