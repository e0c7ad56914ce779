// Starts the vendors' components. Every page works without any of this.

const address = (id) => document.getElementById(id)?.href

const start = async (id) => {
  const href = address(id)
  if (href) (await import(href)).initAll()
}

// GOV.UK's script puts aria-expanded on radios, where the attribute is not allowed.
const tidyRadios = () => {
  for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) {
    radio.removeAttribute('aria-expanded')
  }
}

const watchPrintButtons = () => {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}

watchPrintButtons()
await start('js-govuk')
await start('js-moj')
tidyRadios()
document.addEventListener('click', () => setTimeout(tidyRadios))
document.addEventListener('change', () => setTimeout(tidyRadios))
