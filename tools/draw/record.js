// From Mermaid's SVG in the page to a flat one that says the same with attributes alone: shapes, text and markers.
// hooks/diagrams/svg.py checks the result as it checks any other file.
import { pathData, tenth } from './path.js'

const SKIPPED = new Set(['style', 'defs', 'marker', 'title', 'desc', 'filter', 'symbol', 'linearGradient', 'script'])
const SHAPES = new Set(['path', 'rect', 'line', 'polyline', 'polygon', 'circle', 'ellipse'])
const PADDING = 4
const escape = (text) => text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`)
const element = (name, attributes, inside = '') => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value))}"`).join('')
  return inside ? `<${name}${given}>${inside}</${name}>` : `<${name}${given}/>`
}
// Mermaid escapes the text of labels twice.
const area = document.createElement('textarea')
const written = (text) => {
  area.innerHTML = text.replaceAll('<', '&lt;')
  return escape(area.value)
}
const canvas = document.createElement('canvas').getContext('2d')

export function record(svg, source) {
  const bottom = svg.viewBox.baseVal.y + svg.viewBox.baseVal.height
  svg.removeAttribute('viewBox') // so that a pixel of the drawing is one of the page
  svg.removeAttribute('style')
  svg.setAttribute('width', 4000)
  svg.setAttribute('height', 6000)
  for (const line of svg.querySelectorAll('.actor-line')) line.setAttribute('y2', bottom - 6)
  for (const path of svg.querySelectorAll('path.transition')) widenLoop(path)
  const items = [...walk(svg, svg)]
  const unknown = items.find((item) => item.unknown)
  if (unknown) return { error: `<${unknown.unknown}> can't be drawn`, line: 1 }
  const markers = new Map(items.flatMap((item) => item.markers ?? []))
  const boxes = items.map((item) => item.box)
  const left = Math.min(...boxes.map((box) => box.left)) - PADDING
  const top = Math.min(...boxes.map((box) => box.top)) - PADDING
  const width = Math.max(...boxes.map((box) => box.right)) + PADDING - left
  const height = Math.max(...boxes.map((box) => box.bottom)) + PADDING - top
  const view = [left, top, width, height].map(tenth).join(' ')
  const defs = markers.size ? element('defs', {}, [...markers.values()].join('')) : ''
  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: view }
  return { svg: element('svg', root, defs + items.map((item) => item.svg).join('')), faults: [...faults(items, source)] }
}

// An arrow from a state to itself leaves and arrives 3 pixels apart, which looks like a double line.
function widenLoop(path) {
  const { y, width, height } = path.getBBox()
  const isLoop = width > 5 && height < 5 && Math.abs(path.getPointAtLength(0).x - path.getPointAtLength(path.getTotalLength()).x) < 1
  if (isLoop) path.setAttribute('transform', `translate(0 ${-3 * (y + height / 2)}) scale(1 4)`)
}

function* walk(parent, svg) {
  for (const node of parent.children) {
    const style = getComputedStyle(node)
    if (SKIPPED.has(node.localName) || style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') continue
    if (node.localName === 'g') yield* walk(node, svg)
    else if (node.localName === 'text') yield* lines(node)
    else if (!SHAPES.has(node.localName)) yield { unknown: node.localName }
    else yield* shape(node, style)
  }
}

function* shape(node, style) {
  const matrix = node.getCTM()
  const markers = ['start', 'end'].map((end) => [end, style[`marker${end === 'start' ? 'Start' : 'End'}`].match(/#([^"')]+)/)?.[1]])
  const named = markers.filter(([, id]) => id && document.getElementById(id))
  const paint = painted(style, Math.hypot(matrix.a, matrix.b))
  const box = boxOf(node, matrix)
  const empty = box.right - box.left < 0.05 && box.bottom - box.top < 0.05
  if ((paint.fill === 'none' && paint.stroke === 'none' || empty || hollow(node)) && !named.length) return
  const links = Object.fromEntries(named.map(([end, id]) => [`marker-${end}`, `url(#${markerName(id)})`]))
  yield {
    svg: element(node.localName, { ...paint, ...geometry(node, matrix), ...links }),
    box,
    node,
    solid: paint.fill !== 'none' && !!node.closest('.node, .actor, .note, .statediagram-state') && !node.closest('.edgeLabel, .edgeLabels'),
    markers: named.map(([, id]) => [id, marker(document.getElementById(id))]),
  }
}

const hollow = (node) => node.localName === 'rect' && !(node.width.baseVal.value && node.height.baseVal.value)

function painted(style, scale) {
  const paint = { fill: color(style.fill), stroke: color(style.stroke) }
  const width = parseFloat(style.strokeWidth) * scale
  if (!width) paint.stroke = 'none'
  if (paint.stroke === 'none') return paint
  const dashes = style.strokeDasharray.split(/[\s,]+/).map((part) => parseFloat(part) * scale)
  const dashed = dashes.every((part) => part > 0)
  return { ...paint, 'stroke-width': tenth(width), ...(dashed && { 'stroke-dasharray': dashes.map(tenth).join(' ') }) }
}

function color(value) {
  const [red, green, blue, alpha = '1'] = value.match(/[\d.]+/g) ?? []
  if (blue === undefined || Number(alpha) === 0) return 'none'
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

// Only translation and scale: Mermaid rotates nothing in the diagrams we draw.
function geometry(node, matrix) {
  const { a, d, e, f } = matrix
  const value = (name) => node[name].baseVal.value
  const x = (name) => tenth(a * value(name) + e)
  const y = (name) => tenth(d * value(name) + f)
  const w = (name) => tenth(Math.abs(a) * value(name))
  const h = (name) => tenth(Math.abs(d) * value(name))
  const pairs = () => [...node.points].map((point) => `${tenth(a * point.x + e)},${tenth(d * point.y + f)}`).join(' ')
  switch (node.localName) {
    case 'rect': return { x: x('x'), y: y('y'), width: w('width'), height: h('height'), ...(value('rx') && { rx: w('rx'), ry: h('rx') }) }
    case 'line': return { x1: x('x1'), y1: y('y1'), x2: x('x2'), y2: y('y2') }
    case 'circle': return { cx: x('cx'), cy: y('cy'), r: w('r') }
    case 'ellipse': return { cx: x('cx'), cy: y('cy'), rx: w('rx'), ry: h('ry') }
    case 'path': return { d: pathData(node.getAttribute('d') ?? '', matrix) }
    default: return { points: pairs() }
  }
}

function boxOf(node, { a, d, e, f }) {
  const box = node.getBBox()
  return { left: a * box.x + e, right: a * (box.x + box.width) + e, top: d * box.y + f, bottom: d * (box.y + box.height) + f }
}

const markerName = (id) => id.replace(/^d[_-]/, '').replace(/[^\w-]/g, '-')

function marker(source) {
  const kept = ['viewBox', 'refX', 'refY', 'markerUnits', 'markerWidth', 'markerHeight', 'orient']
  const given = kept.filter((name) => source.hasAttribute(name)).map((name) => [name, source.getAttribute(name)])
  const inside = [...source.children].filter((node) => SHAPES.has(node.localName)).map((node) => {
    return element(node.localName, { ...painted(getComputedStyle(node), 1), ...geometry(node, { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }) })
  })
  return element('marker', { id: markerName(source.id), ...Object.fromEntries(given) }, inside.join(''))
}

function* lines(text) {
  const rows = [...text.querySelectorAll('.row')]
  const spans = [...text.children].filter((child) => child.localName === 'tspan')
  const { a, d, e, f } = text.getCTM()
  for (const [number, row] of (rows.length ? rows : spans.length ? spans : [text]).entries()) {
    const count = row.getNumberOfChars()
    if (!row.textContent.trim() || !count) continue
    const style = getComputedStyle(row)
    const anchor = style.textAnchor
    const size = parseFloat(style.fontSize) * d
    canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const from = a * row.getStartPositionOfChar(0).x + e
    const to = a * row.getEndPositionOfChar(count - 1).x + e
    const baseline = d * (row.getExtentOfChar(0).y + canvas.measureText('x').fontBoundingBoxAscent) + f
    const x = { start: from, middle: (from + to) / 2, end: to }[anchor]
    const around = [row, text, text.parentElement].map((node) => getComputedStyle(node).textDecorationLine)
    const underline = around.includes('underline') && { 'text-decoration': 'underline' }
    const attributes = { fill: color(style.fill), x: tenth(x), y: tenth(baseline), 'font-size': tenth(size), ...(anchor !== 'start' && { 'text-anchor': anchor }), ...lettering(style), ...underline }
    yield {
      svg: element('text', attributes, parts(row, style)),
      box: { left: from, right: to, top: baseline - 0.75 * size, bottom: baseline + 0.25 * size },
      words: row.textContent.trim(), text, number,
    }
  }
}

const lettering = (style) => ({
  ...(style.fontWeight >= 500 && { 'font-weight': style.fontWeight >= 700 ? 'bold' : style.fontWeight }),
  ...(style.fontStyle === 'italic' && { 'font-style': 'italic' }),
})

// A line can have bold and italic words.
function parts(row, style) {
  const spans = row.querySelectorAll('tspan')
  if (!spans.length) return written(row.textContent.trim())
  const told = [...spans].map((span) => {
    const own = getComputedStyle(span)
    const differs = own.fontWeight !== style.fontWeight || own.fontStyle !== style.fontStyle
    return differs ? element('tspan', lettering(own), written(span.textContent)) : written(span.textContent)
  })
  return told.join('').trim()
}

const overlap = (one, other) => [
  Math.min(one.right, other.right) - Math.max(one.left, other.left),
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
]
const inside = (one, other) => one.left >= other.left - 1 && one.right <= other.right + 1 && one.top >= other.top - 1 && one.bottom <= other.bottom + 1

// What a reader couldn't read: words on top of others, words that stick out of a box, and words broken in the middle.
function* faults(items, source) {
  const texts = items.filter((item) => item.words)
  const solid = items.filter((item) => item.solid)
  for (const [index, one] of texts.entries()) {
    const last = one.words.split(/\s+/).at(-1)
    if (last.length > 1 && last.endsWith('-') && !source.includes(last)) yield `\`${last.slice(0, -1)}…\` is broken in two`
    for (const other of texts.slice(index + 1)) {
      const [width, height] = overlap(one.box, other.box)
      if (width > 1 && height > 1) yield `\`${one.words}\` and \`${other.words}\` overlap`
      if (other.text === one.text && other.number === one.number + 1) {
        const broken = last + other.words.split(/\s+/)[0]
        if (source.includes(broken)) yield `\`${broken}\` is broken in two`
      }
    }
    for (const shape of solid) {
      const [width, height] = overlap(one.box, shape.box)
      if (shape.node.localName === 'rect' && width > 1 && height > 1 && !inside(one.box, shape.box)) yield `\`${one.words}\` doesn't fit its box, or is on top of another`
    }
  }
}
