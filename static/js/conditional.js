// Shows questions when other answers on the page bring them about: [data-shown-when] holds the rule as JSON.
// Without it the questions stand there with a sentence that says when they are to be answered.

const frames = [...document.querySelectorAll('[data-shown-when]')]

const outOfSight = (one) => one.closest('[hidden], .govuk-radios__conditional--hidden, .govuk-checkboxes__conditional--hidden')

const valuesOf = (name) => {
  const found = [...document.getElementsByName(name)].filter((one) => !outOfSight(one))
  const chosen = found.filter((one) => !['radio', 'checkbox'].includes(one.type) || one.checked)
  return chosen.map((one) => one.value.trim()).filter((value) => value !== '')
}

const answersTo = (question, prefix) => {
  for (const name of [prefix + question, question]) {
    if (document.getElementsByName(name).length > 0) return valuesOf(name)
    if (document.getElementsByName(`${name}_day`).length > 0) return valuesOf(`${name}_day`)
  }
  return null
}

// A question that is not on this page was settled by the server: the rest of the rule decides.
const holds = (rule, prefix) => {
  if (rule.all) return rule.all.every((part) => holds(part, prefix))
  if (rule.any) return rule.any.some((part) => holds(part, prefix))
  if (rule.not) return !holds(rule.not, prefix)
  const values = answersTo(rule.question, prefix)
  if (values === null) return true
  if ('given' in rule) return values.length > 0 === rule.given
  if (rule.in) return values.some((value) => rule.in.map(String).includes(value))
  if ('less_than' in rule && typeof rule.less_than === 'number') return values.length > 0 && Number(values[0]) < rule.less_than
  if ('more_than' in rule && typeof rule.more_than === 'number') return values.length > 0 && Number(values[0]) > rule.more_than
  return true
}

const draw = () => {
  for (const frame of frames) frame.hidden = !holds(JSON.parse(frame.dataset.shownWhen), frame.dataset.prefix)
}

for (const frame of frames) frame.querySelector('.app-conditional__words').hidden = true
if (frames.length > 0) {
  draw()
  document.addEventListener('input', () => setTimeout(draw))
  document.addEventListener('change', () => setTimeout(draw))
}
