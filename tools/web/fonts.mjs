// Subsets the guide's fonts to the characters and weights it uses: node fonts.mjs FOLDER
// The folder's manifest.json gives each file's package, version, license and hash.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import subsetFont from 'subset-font'

const folder = process.argv[2]
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('')
const ASCII = `${range(0x20, 0x7e)}–—‘’“”…•→`
const LATIN = `${ASCII}${range(0xa0, 0xff)}€™−←ŒœŠšŽžŁł`
const FONTS = [
  ['literata', LATIN, { wght: 600 }],
  ['geist', LATIN, { wght: { min: 400, max: 700 } }],
  ['geist-mono', ASCII, { wght: { min: 400, max: 600 } }],
]

async function subset([font, characters, variationAxes]) {
  const name = `@fontsource-variable/${font}`
  const home = join('node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const original = readFileSync(join(home, 'files', `${font}-latin-wght-normal.woff2`))
  const contents = await subsetFont(original, characters, { targetFormat: 'woff2', variationAxes })
  const sha256 = createHash('sha256').update(contents).digest('hex')
  const licenseText = readFileSync(join(home, 'LICENSE'), 'utf8').trim()
  return { contents, licenseText, entry: { file: `${font}.woff2`, name, version, license, sha256 } }
}

const fonts = []
for (const font of FONTS) fonts.push(await subset(font))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { entry, contents } of fonts) writeFileSync(join(folder, entry.file), contents)
writeFileSync(join(folder, 'licenses.txt'), fonts.map(({ entry, licenseText }) => `${entry.name} ${entry.version}\n\n${licenseText}\n`).join('\n\n'))
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(fonts.map(({ entry }) => entry), null, 2)}\n`)
console.log(fonts.map(({ entry, contents }) => `wrote ${entry.file}: ${entry.name} ${entry.version}, ${contents.length} bytes`).join('\n'))
