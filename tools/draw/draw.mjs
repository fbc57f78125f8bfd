// Renders Mermaid to SVG: a JSON list of sources on stdin, a JSON list of {svg} or {error} on stdout.
// beautiful-mermaid measures text from tables and does layout in process: no browser, no fonts, no network.
import { readFileSync } from 'node:fs'

const OPTIONS = { padding: 16 }

// Settings that beautiful-mermaid 1.1.3 has no option for. Each must match exactly once, so an upgrade can't silently lose it.
const SETTINGS = [
  // Merged edges run straight through the boxes between them and disappear behind those.
  ['mergeEdges: true,', 'mergeEdges: false,'],
]

// Markers that would otherwise be hidden inside the box they point at.
const MARKERS = [
  [/(<marker id="arrowhead-start[^>]* orient=")auto-start-reverse/g, 'auto'],
  [/(<marker id="cls-(?:composition|aggregation)"[^>]* refX=")0/g, '12'],
]

async function loadRenderer() {
  const url = import.meta.resolve('beautiful-mermaid')
  let code = readFileSync(new URL(url), 'utf8')
  for (const [theirs, ours] of SETTINGS) {
    if (code.split(theirs).length !== 2) throw new Error(`beautiful-mermaid no longer contains ${theirs}: see draw.mjs`)
    code = code.replace(theirs, ours)
  }
  code = code.replace(/^(import .* from )"([^"]+)"/gm, (_, start, name) => `${start}"${import.meta.resolve(name)}"`)
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

const near = (a, b) => Math.abs(a - b) < 0.1

// Drops points on a line between two others: they're redundant, or the tip of a spike that goes out and back.
function simplify(points) {
  const kept = []
  for (const point of points) {
    while (kept.length > 1 && [0, 1].some((axis) => [kept.at(-2), kept.at(-1)].every((one) => near(one[axis], point[axis])))) {
      kept.pop()
    }
    if (!kept.length || !kept.at(-1).every((place, axis) => near(place, point[axis]))) kept.push(point)
  }
  return kept
}

function fixUp(svg) {
  const marked = MARKERS.reduce((text, [found, value]) => text.replace(found, (_, start) => start + value), svg)
  return marked.replace(/(<polyline class="edge"[^>]* points=")([^"]*)/g, (_, start, list) => {
    const points = list.split(' ').map((pair) => pair.split(',').map(Number))
    return start + simplify(points).join(' ')
  })
}

const { renderMermaidSVG } = await loadRenderer()

function render(source) {
  try {
    return { svg: fixUp(renderMermaidSVG(source, OPTIONS)) }
  } catch (error) {
    return { error: String(error?.message ?? error) }
  }
}

const sources = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(sources.map(render)))
