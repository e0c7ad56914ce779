// Lets the items of an agenda be dragged to another place. The buttons do the same, and are there without it.

const list = document.querySelector('.app-agenda--edit')

const send = (item, position) => {
  const form = item.querySelector('form[data-move]')
  const place = document.createElement('input')
  place.type = 'hidden'
  place.name = 'position'
  place.value = String(position)
  form.append(place)
  form.submit()
}

const prepare = () => {
  const items = [...list.querySelectorAll('.app-agenda__item')]
  let dragged = null
  for (const item of items) {
    item.draggable = true
    item.addEventListener('dragstart', (event) => {
      dragged = item
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', '') // without data Firefox drags nothing
    })
    item.addEventListener('dragover', (event) => {
      if (dragged === null || dragged === item) return
      event.preventDefault()
      item.classList.add('app-agenda__item--target')
    })
    item.addEventListener('dragleave', () => item.classList.remove('app-agenda__item--target'))
    item.addEventListener('dragend', () => { dragged = null })
    item.addEventListener('drop', (event) => {
      event.preventDefault()
      item.classList.remove('app-agenda__item--target')
      if (dragged !== null && dragged !== item) send(dragged, items.indexOf(item) + 1)
    })
  }
}

if (list && list.querySelectorAll('.app-agenda__item').length > 1) prepare()
