// Asks the browser for a passkey when its button is pressed, and sends the answer with the form. Where the browser has
// none, or the reader thinks better of it, the page says so and the code of an app still works.

const ask = (how, options) => window.webauthnJSON[how](options)

const say = (place, words) => {
  let told = place.querySelector('[role="alert"]')
  if (!told) {
    told = document.createElement('p')
    told.className = 'govuk-error-message'
    told.setAttribute('role', 'alert')
    place.prepend(told)
  }
  told.textContent = words
}

const TROUBLE = {
  create: 'No passkey was made. Try again, or go on with the codes of your app.',
  get: 'No passkey was used. Try again, or enter a code of your app.',
}

for (const place of document.querySelectorAll('[data-passkey]')) {
  const how = place.dataset.passkey
  const form = place.querySelector('form')
  let answered = false
  form.addEventListener('submit', async (event) => {
    if (answered) return
    event.preventDefault()
    try {
      const answer = await ask(how, JSON.parse(place.dataset.options))
      form.querySelector('[name="credential"]').value = JSON.stringify(answer)
      answered = true
      form.requestSubmit()
    } catch {
      say(place, TROUBLE[how])
    }
  })
}
