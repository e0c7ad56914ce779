// Warns before a page with changed answers is left: <form data-warn-unsaved>.
// An autosave may clear the warning by sending a "saved" event from the form.

const changed = new Set()

for (const form of document.querySelectorAll('form[data-warn-unsaved]')) {
  form.addEventListener('input', () => changed.add(form))
  form.addEventListener('change', () => changed.add(form))
  form.addEventListener('saved', () => changed.delete(form))
  form.addEventListener('submit', () => changed.delete(form))
}

for (const word of document.querySelectorAll('[data-unsaved-form]')) {
  changed.add(document.getElementById(word.dataset.unsavedForm))
}

window.addEventListener('session-ended', () => changed.clear())

window.addEventListener('beforeunload', (event) => {
  if (changed.size > 0) event.preventDefault()
})
