// Draws one Mermaid source: `draw({ source, kind, rung, colors })` resolves to { svg, faults } or { error, line }.
// Everything that a drawing depends on is set here; hooks/diagrams/draw.py chooses the rung.
import { record } from './record.js'

const FONT = 'Geist'
const SIZE = 14

// Every color that Mermaid derives must be one of ours, since others become emphasis.
const theme = (c) => ({
  fontFamily: FONT, fontSize: `${SIZE}px`, useGradient: false, dropShadow: 'none',
  background: c.paper, mainBkg: c.node, nodeBkg: c.node, nodeBorder: c.rim, nodeTextColor: c.ink,
  primaryColor: c.node, primaryBorderColor: c.rim, primaryTextColor: c.ink,
  secondaryColor: c.head, secondaryBorderColor: c.rim, secondaryTextColor: c.ink,
  tertiaryColor: c.paper, tertiaryBorderColor: c.rim, tertiaryTextColor: c.ink,
  lineColor: c.line, arrowheadColor: c.line, defaultLinkColor: c.line, border2: c.rim, textColor: c.ink, titleColor: c.ink,
  clusterBkg: c.paper, clusterBorder: c.rim, edgeLabelBackground: c.paper,
  actorBkg: c.head, actorBorder: c.rim, actorTextColor: c.ink, actorLineColor: c.rim,
  signalColor: c.line, signalTextColor: c.ink, sequenceNumberColor: c.paper,
  labelBoxBkgColor: c.head, labelBoxBorderColor: c.rim, labelTextColor: c.ink, loopTextColor: c.ink,
  activationBkgColor: c.faint, activationBorderColor: c.rim, noteBkgColor: c.mark, noteBorderColor: c['mark-rim'], noteTextColor: c.ink,
  stateBkg: c.node, stateLabelColor: c.ink, transitionColor: c.line, transitionLabelColor: c.ink, specialStateColor: c.line,
  innerEndBackground: c.line, labelBackgroundColor: c.paper, altBackground: c.paper,
  compositeBackground: c.paper, compositeTitleBackground: c.head, compositeBorder: c.rim,
  classText: c.ink, rowOdd: c.paper, rowEven: c.node, attributeBackgroundColorOdd: c.paper, attributeBackgroundColorEven: c.node,
  relationColor: c.line, relationLabelBackground: c.paper, relationLabelColor: c.ink,
})

const config = (kind, { wrap, nodes, ranks, padding, actor, gap }, colors) => ({
  startOnLoad: false, suppressErrorRendering: true, securityLevel: 'strict', htmlLabels: false, deterministicIds: true,
  theme: 'base', themeVariables: theme(colors), look: 'classic', handDrawnSeed: 1,
  fontFamily: FONT, fontSize: SIZE, markdownAutoWrap: true,
  themeCSS: `.edgeTerminals { font-size: ${SIZE}px; } .edgeLabel .label rect { fill: ${colors.paper}; } .actor-line { stroke-width: 1px; } marker[id$="filled-head"] path { fill: ${colors.line}; }`,
  // Version 12 has its own default for states, which the root's layout doesn't replace. Classes have the distances of states.
  layout: 'dagre', state: { ...(kind === 'class' ? { nodeSpacing: nodes * 2, rankSpacing: 70 } : { nodeSpacing: nodes, rankSpacing: ranks }), layout: 'elk', minNodeWidth: 0, padding },
  flowchart: { htmlLabels: false, curve: 'linear', minNodeWidth: 0, padding, diagramPadding: 4, wrappingWidth: wrap, nodeSpacing: nodes, rankSpacing: ranks, subGraphTitleMargin: { top: 4, bottom: 10 } },
  class: { htmlLabels: false, padding, diagramPadding: 4 },
  er: { diagramPadding: 4, nodeSpacing: nodes * 2, rankSpacing: 48, minEntityWidth: 60, minEntityHeight: 30, entityPadding: 10, fontSize: SIZE },
  sequence: {
    wrap: true, wrapPadding: 2, width: actor, height: 36, actorMargin: gap, messageMargin: 28, mirrorActors: false,
    diagramMarginX: 4, diagramMarginY: 10, boxMargin: 8, noteMargin: 8, actorFontSize: SIZE, messageFontSize: SIZE, noteFontSize: SIZE,
    actorFontFamily: FONT, messageFontFamily: FONT, noteFontFamily: FONT, actorFontWeight: 500,
  },
})

// Without its font no text is measured right.
const fonts = Promise.all(['', '500 ', 'bold '].map((weight) => document.fonts.load(`${weight}${SIZE}px ${FONT}`))).catch(() => [[]])

export async function draw({ source, kind, rung, colors }) {
  if (!(await fonts).every((faces) => faces.length)) return { broken: `the font ${FONT} didn't load` }
  try {
    mermaid.initialize(config(kind, rung, colors))
    const { svg } = await mermaid.render('d', source)
    document.body.innerHTML = `<div class="unpainted">${svg}</div>`
    return record(document.querySelector('svg'), source)
  } catch (error) {
    return { error: String(error?.message ?? error), line: error?.hash?.loc?.first_line ?? 1 }
  }
}

window.draw = draw
