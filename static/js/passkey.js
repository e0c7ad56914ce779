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
  form.addEventListener('submit', async (event) => {
    const answer = form.querySelector('[name="credential"]')
    if (answer.value) return
    event.preventDefault()
    try {
      answer.value = JSON.stringify(await ask(how, JSON.parse(place.dataset.options)))
      form.requestSubmit()
    } catch {
      say(place, TROUBLE[how])
    }
  })
}
