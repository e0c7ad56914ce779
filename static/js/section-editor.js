// The editor of a section: the same text as the plain field, with references shown as their values, and a toolbar.
// The field stays what is sent; a button shows it. Where the editor could not give a text back as it was, it does not begin.

const address = (id) => document.getElementById(id).href
const setup = document.getElementById('section-editor')
const form = document.getElementById('section-form')
const field = form?.elements.text
const panel = document.querySelector('[data-check]')

const begin = async () => {
  const [{ pm }, { SCHEMA, read, written, lossless }, { openPicker }, { toolbar, linkPanel }, commands] = await Promise.all(
    ['js-prose', 'js-section-text', 'js-figure-picker', 'js-editor-toolbar', 'js-editor-commands'].map((id) => import(address(id))),
  )
  if (!lossless(field.value)) return
  const { TYPED, breakLine, kindOf, lineOf, opened, plain, setKind, split } = commands
  const { Schema, Slice, Fragment } = pm.model
  const { EditorState, NodeSelection, TextSelection } = pm.state

  const schema = new Schema(SCHEMA)
  const { line, reference } = schema.nodes
  const docOf = (text) => schema.nodeFromJSON(read(text))

  // What each reference stands for, as the check beside the text last said.
  const values = new Map()
  const chips = new Set()
  const paint = ({ dom, raw }) => {
    const { shown = raw.slice(2, -2), fault = '' } = values.get(raw) ?? {}
    dom.className = fault ? 'app-chip app-chip--fault' : 'app-chip'
    dom.title = fault ? `${raw}: ${fault}` : raw
    dom.textContent = shown
  }
  const know = () => {
    for (const one of JSON.parse(panel.querySelector('[data-chips]')?.dataset.chips ?? '[]')) values.set(one.raw, one)
    chips.forEach(paint)
  }
  const chip = (node) => {
    const own = { dom: document.createElement('span'), raw: node.attrs.raw }
    chips.add(own)
    paint(own)
    return { dom: own.dom, ignoreMutation: () => true, destroy: () => chips.delete(own) }
  }

  let view = null
  let own = false
  const put = (raw) => view.dispatch(view.state.tr.replaceSelectionWith(reference.create({ raw }), true).scrollIntoView())
  let closing = null
  const pick = (typed = '') => {
    closing?.()
    const leave = (words = '') => {
      closing = null
      picker.place.remove()
      view.focus()
      if (words) view.dispatch(view.state.tr.insertText(words))
    }
    const choose = (one) => {
      leave()
      values.set(one.typed, { raw: one.typed, shown: one.value })
      put(one.typed)
    }
    const picker = openPicker({ address: setup.dataset.find, choose, leave: () => leave(typed) })
    closing = leave
    bar.after(picker.place)
    picker.field.focus()
  }
  const link = () => {
    const { from, to, empty, $from } = view.state.selection
    const now = $from.marks().find((mark) => mark.type === schema.marks.link)
    closing?.()
    const leave = () => {
      closing = null
      asking.place.remove()
      view.focus()
    }
    const set = (href) => {
      leave()
      const tr = view.state.tr
      if (empty && href) tr.replaceSelectionWith(schema.text(href, [schema.marks.link.create({ href })]), false)
      else if (href) tr.addMark(from, to, schema.marks.link.create({ href }))
      else tr.removeMark($from.start(), $from.end(), schema.marks.link)
      view.dispatch(tr)
    }
    const asking = linkPanel({ href: now?.attrs.href ?? '', set, leave })
    closing = leave
    bar.after(asking.place)
    asking.field.focus()
  }

  const bold = pm.commands.toggleMark(schema.marks.bold)
  const run = (command) => () => {
    command(view.state, view.dispatch, view)
    view.focus()
  }
  const bar = toolbar([
    { label: 'Heading', keys: 'Control+Alt+2', run: run(setKind('heading')), on: (state) => kindOf(state) === 'heading' },
    { label: 'Bullets', keys: 'Control+Shift+8', run: run(setKind('bullet')), on: (state) => kindOf(state) === 'bullet' },
    { label: 'Numbers', keys: 'Control+Shift+7', run: run(setKind('number')), on: (state) => kindOf(state) === 'number' },
    { label: 'Box', keys: 'Control+Shift+9', run: run(setKind('box')), on: (state) => kindOf(state) === 'box' },
    { label: 'Bold', keys: 'Control+B', run: run(bold), on: (state) => Boolean(schema.marks.bold.isInSet(state.storedMarks ?? state.selection.$from.marks())) },
    { label: 'Link', keys: 'Control+K', run: link },
    { label: 'Insert a figure', keys: 'Control+Alt+F', run: () => pick() },
    { label: 'Undo', keys: 'Control+Z', run: run(pm.history.undo) },
    { label: 'Redo', keys: 'Control+Y', run: run(pm.history.redo) },
  ])
  const called = (work) => () => {
    work()
    return true
  }
  // Left to the browser these two are lost when pressed just after the focus came: the editor then puts its own caret back.
  const jump = (end) => (state, dispatch) => {
    dispatch?.(state.tr.setSelection(TextSelection[end](state.doc)).scrollIntoView())
    return true
  }
  const keys = {
    Enter: pm.commands.chainCommands(opened, split), 'Shift-Enter': breakLine, Backspace: plain,
    'Mod-b': bold, 'Mod-k': called(link), 'Mod-Alt-f': called(pick), 'Mod-Alt-2': setKind('heading'),
    'Mod-Shift-8': setKind('bullet'), 'Mod-Shift-7': setKind('number'), 'Mod-Shift-9': setKind('box'),
    'Ctrl-Home': jump('atStart'), 'Ctrl-End': jump('atEnd'),
    'Mod-z': pm.history.undo, 'Mod-y': pm.history.redo, 'Shift-Mod-z': pm.history.redo,
  }
  // What is typed at the beginning of a line as in the plain field, and the brackets of a reference.
  const typing = (_, from, to, text) => {
    const { state } = view
    const before = lineOf(state).textBetween(0, state.selection.$from.parentOffset, '', '\ufffc')
    const at = state.selection.$from.start()
    const kind = text === ' ' && kindOf(state) === 'words' && TYPED.find(([pattern]) => pattern.test(before))
    if (kind) {
      view.dispatch(state.tr.delete(at, to).setNodeMarkup(at - 1, null, { kind: kind[1], mark: `${before} ` }))
      return true
    }
    if (text === '[' && before.endsWith('[')) {
      view.dispatch(state.tr.delete(from - 1, to))
      pick('[[')
      return true
    }
    const whole = text === ']' && /\[\[[^[\]\n\ufffc]{1,600}\]$/.exec(before)
    if (!whole) return false
    view.dispatch(state.tr.replaceWith(at + whole.index, to, reference.create({ raw: `${whole[0]}]` })))
    return true
  }
  // Words only, whatever was copied: markup of a word processor is not even looked at.
  const pasted = (_, event) => {
    event.preventDefault()
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const slice = new Slice(Fragment.from(docOf(text).content), 1, 1)
    if (text) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView())
    return true
  }
  const stopped = (_, event) => {
    event.preventDefault()
    return true
  }

  const label = form.querySelector(`label[for="${field.id}"]`)
  label.id ||= `${field.id}-label`
  const place = document.createElement('div')
  place.className = 'app-editor'
  field.before(place)
  place.append(bar)
  view = new pm.view.EditorView(place, {
    state: EditorState.create({
      doc: docOf(field.value),
      plugins: [pm.keymap.keymap(keys), pm.keymap.keymap(pm.commands.baseKeymap), pm.history.history()],
    }),
    attributes: {
      class: 'app-editor__text', role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': label.id, spellcheck: 'true',
      ...(field.getAttribute('aria-describedby') ? { 'aria-describedby': field.getAttribute('aria-describedby') } : {}),
    },
    nodeViews: { reference: chip },
    handleTextInput: typing,
    handleDOMEvents: { paste: pasted, dragstart: stopped, drop: stopped },
    clipboardTextSerializer: (slice) => written(schema.nodes.doc.create(null, wrapped(slice.content)).toJSON()),
    dispatchTransaction: (tr) => {
      view.updateState(view.state.apply(tr))
      bar.show(view.state)
      if (!tr.docChanged || tr.getMeta('from field')) return
      own = true
      field.value = written(view.state.doc.toJSON())
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('keyup')) // the count of characters listens to keys
      own = false
    },
  })
  const wrapped = (content) => (content.firstChild?.type === line ? content : Fragment.from(line.create(null, content)))
  const fill = () => {
    const { doc, tr } = view.state
    tr.replaceWith(0, doc.content.size, docOf(field.value).content).setMeta('from field', true)
    view.dispatch(tr.setSelection(TextSelection.atEnd(tr.doc)))
  }

  field.addEventListener('input', () => own || fill())
  field.addEventListener('put', (event) => {
    if (field.hidden) event.preventDefault()
    if (field.hidden) put(event.detail)
  })
  view.dom.addEventListener('dblclick', () => view.state.selection instanceof NodeSelection && opened(view.state, view.dispatch))
  panel.addEventListener('read', know)
  document.addEventListener('click', (event) => {
    if (!field.hidden || !event.target.closest(`a[href="#${field.id}"]`)) return
    event.preventDefault()
    view.focus()
  })
  window.addEventListener('pageshow', () => field.hidden && field.value !== written(view.state.doc.toJSON()) && fill())
  label.addEventListener('click', () => field.hidden && view.focus())

  const turn = document.createElement('button')
  turn.type = 'button'
  turn.className = 'govuk-button govuk-button--secondary app-small-button app-editor__turn'
  const showField = (shown) => {
    closing?.()
    field.hidden = !shown
    place.hidden = shown
    turn.textContent = shown ? 'Show as in the report' : 'Show the plain text'
  }
  turn.addEventListener('click', () => {
    if (!field.hidden && !lossless(field.value)) return field.focus()
    if (!field.hidden) fill()
    showField(field.hidden)
    if (field.hidden) view.focus()
    else field.focus()
  })
  field.after(turn)
  const focused = document.activeElement === field
  showField(false)
  if (focused) view.focus()
  know()
  bar.show(view.state)
}

if (field && panel && setup) await begin()
