// Mermaid sources in, drawings out: a JSON list of strings on stdin, a JSON list of {svg} or {error} on stdout.
// The drawer measures text by tables and lays out in process: no browser, no font, no network.
import { readFileSync } from 'node:fs'
import { renderMermaidSVG } from 'beautiful-mermaid'

const OPTIONS = { padding: 16 }

function drawing(source) {
  try {
    return { svg: renderMermaidSVG(source, OPTIONS) }
  } catch (fault) {
    return { error: String(fault?.message ?? fault) }
  }
}

const sources = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(sources.map(drawing)))
