// Path data with absolute coordinates to a tenth of a pixel, and without what Rough.js adds to plain lines.

const TOKEN = /[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g
const LENGTHS = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, Z: 0 }
const round = (value) => Math.round(value * 10) / 10 + 0

export const tenth = (value) => String(round(value))

export function pathData(d, matrix) {
  const commands = straightened(absolute(d)).map(([name, ...values]) => [name, ...moved(name, values, matrix)])
  return joined(commands).map(([name, ...values]) => name + values.join(' ')).join('')
}

function absolute(d) {
  const tokens = d.match(TOKEN) ?? []
  const commands = []
  let [x, y, startX, startY, letter] = [0, 0, 0, 0, '']
  for (let at = 0; at < tokens.length;) {
    if (/[a-zA-Z]/.test(tokens[at])) letter = tokens[at++]
    const name = letter.toUpperCase()
    if (!(name in LENGTHS)) throw new Error(`the path command ${letter} isn't supported`)
    const values = tokens.slice(at, at += LENGTHS[name]).map(Number)
    if (letter !== name) values.forEach((value, index) => {
      if (name === 'A' ? index > 4 : true) values[index] = value + ((name === 'V' || (name === 'A' ? index === 6 : index % 2)) ? y : x)
    })
    if (name === 'H') values.push(y)
    if (name === 'V') values.unshift(x)
    if (name === 'Z') [x, y] = [startX, startY]
    else [x, y] = values.slice(-2)
    if (name === 'M') [startX, startY] = [x, y]
    commands.push([name === 'H' || name === 'V' ? 'L' : name, ...values])
    if (letter === 'M') letter = 'L'
    if (letter === 'm') letter = 'l'
  }
  return commands
}

function moved(name, values, { a, b, c, d, e, f }) {
  const point = (x, y) => [round(a * x + c * y + e), round(b * x + d * y + f)]
  if (name === 'A') return [round(values[0] * Math.abs(a)), round(values[1] * Math.abs(d)), ...values.slice(2, 5), ...point(values[5], values[6])]
  return values.flatMap((value, index) => (index % 2 ? [] : point(value, values[index + 1])))
}

// A curve whose control points are on the line between its ends is that line.
function straightened(commands) {
  let [x, y] = [0, 0]
  return commands.map(([name, ...values]) => {
    const [fromX, fromY] = [x, y]
    if (values.length) [x, y] = values.slice(-2)
    const length = Math.hypot(x - fromX, y - fromY) || 1
    const off = (px, py) => Math.abs((x - fromX) * (fromY - py) - (fromX - px) * (y - fromY)) / length
    const straight = (name === 'C' && off(values[0], values[1]) < 0.1 && off(values[2], values[3]) < 0.1)
    return straight ? ['L', x, y] : [name, ...values]
  })
}

// Rough.js draws each side twice, as a path of its own.
function joined(commands) {
  if (!commands.every(([name]) => name === 'M' || name === 'L')) return commands
  const seen = new Set()
  const kept = []
  let from
  for (const [name, ...to] of commands) {
    const step = [from, to].map(String).sort().join(' ')
    if (name === 'L' && !seen.has(step)) {
      const last = kept.at(-1)
      if (!last || String(last.slice(1)) !== String(from)) kept.push(['M', ...from])
      kept.push(['L', ...to])
      seen.add(step)
    }
    from = to
  }
  return kept
}
