// The text of a section as the editor holds it, and back, without a loss: one node for each line of the text, with the
// mark that stands before its words. The same rules as narrative.py, marks.py and tokens.py. Pure.

const KINDS = [
  ['heading', /^(##\s+)(.+)$/],
  ['box', /^(>\s*)(.*)$/],
  ['bullet', /^(\s*[-*•–]\s+)(.+)$/],
  ['number', /^(\s*\d{1,2}[.)]\s+)(.+)$/],
]
const BOLD = /\*\*(?=\S)((?:\[\[[^[\]\n]*\]\]|[^*\n]|\*(?!\*))+?)(?<=\S)\*\*/g
const PIECE = /(\[\[[^[\]\n]{1,600}\]\])|\[([^[\]\n]+)\]\((https?:\/\/[^\s()<>"]+)\)/g

// Each match of `pattern` by `match`, and what stands between by `other`.
const parted = (text, pattern, match, other) => {
  const made = []
  let at = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index > at) made.push(...other(text.slice(at, found.index)))
    made.push(...match(found))
    at = found.index + found[0].length
  }
  if (at < text.length) made.push(...other(text.slice(at)))
  return made
}

const pieces = (text, marks) => {
  const words = (plain, more = []) => [{ type: 'text', text: plain, marks: [...marks, ...more] }]
  return parted(
    text,
    PIECE,
    ([, raw, shown, href]) =>
      raw ? [{ type: 'reference', attrs: { raw }, marks }] : words(shown, [{ type: 'link', attrs: { href } }]),
    (plain) => words(plain),
  )
}

const inline = (text) =>
  parted(
    text,
    BOLD,
    ([, bold]) => pieces(bold, [{ type: 'bold' }]),
    (plain) => pieces(plain, []),
  )

const line = (text) => {
  for (const [kind, pattern] of KINDS) {
    const found = pattern.exec(text)
    if (found) return { type: 'line', attrs: { kind, mark: found[1] }, content: inline(found[2]) }
  }
  return { type: 'line', attrs: { kind: 'words', mark: '' }, content: inline(text) }
}

export const read = (text) => ({ type: 'doc', content: text.replace(/\r\n?/g, '\n').split('\n').map(line) })

const has = (node, name) => (node.marks ?? []).find((mark) => mark.type === name)

const typed = (node) => {
  if (node.type === 'reference') return node.attrs.raw
  const link = has(node, 'link')
  return link ? `[${node.text}](${link.attrs.href})` : node.text
}

const bold = (text) => {
  const [, before, core, after] = /^(\s*)(.*?)(\s*)$/s.exec(text)
  const whole = `**${core}**`
  return whole.replace(BOLD, '') === '' ? `${before}${whole}${after}` : text
}

const words = (nodes) => {
  const runs = []
  for (const node of nodes) {
    const heavy = Boolean(has(node, 'bold'))
    if (runs.at(-1)?.heavy === heavy) runs.at(-1).text += typed(node)
    else runs.push({ heavy, text: typed(node) })
  }
  return runs.map(({ heavy, text }) => (heavy ? bold(text) : text)).join('')
}

export const written = (doc) =>
  (doc.content ?? [])
    .map(({ attrs, content }) => {
      const text = words(content ?? [])
      return text || attrs.kind === 'box' ? attrs.mark + text : ''
    })
    .join('\n')

// Whether the editor gives back exactly what it was given; where it would not, the plain field stays.
export const lossless = (text) => written(read(text)) === text.replace(/\r\n?/g, '\n')

export const SCHEMA = {
  nodes: {
    doc: { content: 'line+' },
    line: {
      content: 'inline*',
      attrs: { kind: { default: 'words' }, mark: { default: '' } },
      toDOM: ({ attrs }) => ['p', { class: `app-line app-line--${attrs.kind}`, 'data-mark': attrs.mark.trim() }, 0],
    },
    text: { group: 'inline' },
    reference: { group: 'inline', inline: true, atom: true, attrs: { raw: {} }, toDOM: () => ['span'] },
  },
  marks: {
    link: { attrs: { href: {} }, inclusive: false, toDOM: ({ attrs }) => ['a', { href: attrs.href, class: 'govuk-link' }, 0] },
    bold: { toDOM: () => ['strong', 0] },
  },
}
