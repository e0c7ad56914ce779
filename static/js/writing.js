// Puts a reference where the caret is: <button form="section-form" data-insert="[[…]]">. Without it the button sends the form,
// and the reference comes to the end of the text.

const form = document.getElementById('section-form')
const field = form?.elements.text

const insert = (words) => {
  field.focus()
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

if (field) {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-insert]')
    if (!button) return
    event.preventDefault()
    insert(button.dataset.insert)
  })
}
