// What keys and buttons do to the lines of the editor. Each takes a state and gives a change to `dispatch`, as ProseMirror wants.

const MARKS = { words: '', heading: '## ', bullet: '- ', number: '1. ', box: '> ' }
export const TYPED = [[/^##$/, 'heading'], [/^>$/, 'box'], [/^[-*•–]$/, 'bullet'], [/^\d{1,2}[.)]$/, 'number']]

export const lineOf = (state) => state.selection.$from.parent
export const kindOf = (state) => (lineOf(state).attrs.kind ?? 'words')
const next = ({ kind, mark }) => (kind === 'number' ? mark.replace(/\d+/, (n) => String(Math.min(Number(n) + 1, 99))) : mark)

export const setKind = (kind) => (state, dispatch) => {
  const wanted = kindOf(state) === kind ? 'words' : kind
  const { from, to } = state.selection
  const tr = state.tr
  let mark = MARKS[wanted]
  state.doc.nodesBetween(from, to, (node, at) => {
    if (node.type.name !== 'line' || (to > from && !node.content.size)) return false
    tr.setNodeMarkup(at, null, { kind: wanted, mark })
    mark = next({ kind: wanted, mark })
    return false
  })
  dispatch?.(tr)
  return true
}
export const split = (state, dispatch) => {
  const { attrs, content } = lineOf(state)
  const goesOn = ['bullet', 'number', 'box'].includes(attrs.kind)
  if (goesOn && !content.size) return setKind('words')(state, dispatch)
  const tr = state.tr.deleteSelection()
  const after = goesOn ? { kind: attrs.kind, mark: next(attrs) } : { kind: 'words', mark: '' }
  tr.split(tr.selection.from, 1, [{ type: state.schema.nodes.line, attrs: after }])
  if (attrs.kind === 'words' && content.size) tr.split(tr.selection.from, 1, [{ type: state.schema.nodes.line, attrs: after }])
  dispatch?.(tr.scrollIntoView())
  return true
}
export const breakLine = (state, dispatch) => {
  const tr = state.tr.deleteSelection()
  dispatch?.(tr.split(tr.selection.from, 1, [{ type: state.schema.nodes.line, attrs: { kind: 'words', mark: '' } }]).scrollIntoView())
  return true
}
export const plain = (state, dispatch) => {
  const { empty, $from } = state.selection
  return empty && $from.parentOffset === 0 && kindOf(state) !== 'words' ? setKind(kindOf(state))(state, dispatch) : false
}
export const opened = (state, dispatch) => {
  const { node } = state.selection
  if (node?.type.name !== 'reference') return false
  dispatch?.(state.tr.replaceSelectionWith(state.schema.text(node.attrs.raw), true))
  return true
}
