// Starts the vendors' components. Every page works without any of this.

const address = (id) => document.getElementById(id)?.href

const start = async (id) => {
  const href = address(id)
  if (href) (await import(href)).initAll()
}

// GOV.UK's script puts aria-expanded on radios, where the attribute is not allowed: now, on a change, and whenever
// the page is shown again. Watching for it leaves no moment in which a reader could meet it.
const tidyRadios = () => {
  const tidy = (changes) => {
    for (const { target } of changes) {
      if (target.matches('input[type="radio"][aria-expanded]')) target.removeAttribute('aria-expanded')
    }
  }
  new MutationObserver(tidy).observe(document, { subtree: true, attributeFilter: ['aria-expanded'] })
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
tidyRadios()
await start('js-govuk')
await start('js-moj')
