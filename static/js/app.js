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

// On a phone a filter would push the results off the screen: it waits behind a button.
const foldFilters = () => {
  if (!window.matchMedia('(max-width: 48.0525em)').matches) return
  for (const [index, filter] of document.querySelectorAll('.moj-filter').entries()) {
    const button = document.createElement('button')
    filter.id ||= `filter-${index}`
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary'
    button.setAttribute('aria-controls', filter.id)
    const show = (open) => {
      filter.hidden = !open
      button.setAttribute('aria-expanded', String(open))
      button.textContent = open ? 'Hide filter' : 'Show filter'
    }
    button.addEventListener('click', () => show(filter.hidden))
    show(false)
    filter.before(button)
  }
}

watchPrintButtons()
foldFilters()
await start('js-govuk')
await start('js-moj')
tidyRadios()
document.addEventListener('click', () => setTimeout(tidyRadios))
document.addEventListener('change', () => setTimeout(tidyRadios))
