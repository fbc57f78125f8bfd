// What the pages' scripts use from npm, each package one minified module: node vendor.mjs FOLDER
// The folder's manifest.json says of each file which package, version and license it is, and its hash.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = process.argv[2]
const own = JSON.parse(readFileSync('package.json', 'utf8'))

async function vendored(name) {
  const home = join('node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const file = `${name}.mjs`
  const standard = 'default' in (await import(name)) ? `export { default } from '${name}'` : ''
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}'; ${standard}`, resolveDir: '.' },
    banner: { js: `// @ts-nocheck\n/* ${name} ${version}, ${license}: see licenses.txt */` },
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    legalComments: 'none',
    minify: true,
    target: 'es2022',
    write: false,
  })
  const text = readdirSync(home).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry))
  if (!text) throw new Error(`${name} has no license file`)
  const [{ contents }] = outputFiles
  const sha256 = createHash('sha256').update(contents).digest('hex')
  return { contents, terms: readFileSync(join(home, text), 'utf8').trim(), entry: { file, name, version, license, sha256 } }
}

const made = await Promise.all(Object.keys(own.dependencies).sort().map(vendored))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { entry, contents } of made) writeFileSync(join(folder, entry.file), contents)
writeFileSync(join(folder, 'licenses.txt'), made.map(({ entry, terms }) => `${entry.name} ${entry.version}\n\n${terms}\n`).join('\n\n'))
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(made.map(({ entry }) => entry), null, 2)}\n`)
console.log(made.map(({ entry, contents }) => `written ${entry.file}: ${entry.name} ${entry.version}, ${contents.length} bytes`).join('\n'))
