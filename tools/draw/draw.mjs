// Mermaid sources in, drawings out: a JSON list of strings on stdin, a JSON list of {svg} or {error} on stdout.
// The drawer measures text by tables and lays out in process: no browser, no font, no network.
import { readFileSync } from 'node:fs'

const OPTIONS = { padding: 16 }

// What beautiful-mermaid 1.1.3 has no option for. Each must be found just once, so that an upgrade cannot lose it.
const SETTINGS = [
  // Arrows that share an end are led straight through the boxes between, and disappear behind them.
  ['mergeEdges: true,', 'mergeEdges: false,'],
]

// Marks that the drawer turns or sets so that they lie hidden inside the box they point at.
const MARKS = [
  [/(<marker id="arrowhead-start[^>]* orient=")auto-start-reverse/g, 'auto'],
  [/(<marker id="cls-(?:composition|aggregation)"[^>]* refX=")0/g, '12'],
]

async function drawer() {
  const url = import.meta.resolve('beautiful-mermaid')
  let code = readFileSync(new URL(url), 'utf8')
  for (const [theirs, ours] of SETTINGS) {
    if (code.split(theirs).length !== 2) throw new Error(`beautiful-mermaid no longer says ${theirs}: see draw.mjs`)
    code = code.replace(theirs, ours)
  }
  code = code.replace(/^(import .* from )"([^"]+)"/gm, (_, start, name) => `${start}"${import.meta.resolve(name)}"`)
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

const near = (a, b) => Math.abs(a - b) < 0.1

// A point between two others on one line says nothing, or is the tip of a spike that goes there and back.
function straightened(points) {
  const kept = []
  for (const point of points) {
    while (kept.length > 1 && [0, 1].some((axis) => [kept.at(-2), kept.at(-1)].every((one) => near(one[axis], point[axis])))) {
      kept.pop()
    }
    if (!kept.length || !kept.at(-1).every((place, axis) => near(place, point[axis]))) kept.push(point)
  }
  return kept
}

function mended(svg) {
  const marked = MARKS.reduce((text, [found, value]) => text.replace(found, (_, start) => start + value), svg)
  return marked.replace(/(<polyline class="edge"[^>]* points=")([^"]*)/g, (_, start, list) => {
    const points = list.split(' ').map((pair) => pair.split(',').map(Number))
    return start + straightened(points).join(' ')
  })
}

const { renderMermaidSVG } = await drawer()

function drawing(source) {
  try {
    return { svg: mended(renderMermaidSVG(source, OPTIONS)) }
  } catch (fault) {
    return { error: String(fault?.message ?? fault) }
  }
}

const sources = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(sources.map(drawing)))
