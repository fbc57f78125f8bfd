// Bundles the npm packages that the site's scripts use, one minified module each: node vendor.mjs FOLDER
// The folder's manifest.json gives each file's package, version, license and hash.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = process.argv[2]
const packageJson = JSON.parse(readFileSync('package.json', 'utf8'))

async function vendor(name) {
  const home = join('node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const file = `${name}.mjs`
  const defaultExport = 'default' in (await import(name)) ? `export { default } from '${name}'` : ''
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}'; ${defaultExport}`, resolveDir: '.' },
    banner: { js: `// @ts-nocheck\n/* ${name} ${version}, ${license}: see licenses.txt */` },
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    legalComments: 'none',
    minify: true,
    target: 'es2022',
    write: false,
  })
  const licenseFile = readdirSync(home).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry))
  if (!licenseFile) throw new Error(`${name} has no license file`)
  const [{ contents }] = outputFiles
  const sha256 = createHash('sha256').update(contents).digest('hex')
  return { contents, licenseText: readFileSync(join(home, licenseFile), 'utf8').trim(), entry: { file, name, version, license, sha256 } }
}

const modules = await Promise.all(Object.keys(packageJson.dependencies).sort().map(vendor))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { entry, contents } of modules) writeFileSync(join(folder, entry.file), contents)
writeFileSync(join(folder, 'licenses.txt'), modules.map(({ entry, licenseText }) => `${entry.name} ${entry.version}\n\n${licenseText}\n`).join('\n\n'))
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(modules.map(({ entry }) => entry), null, 2)}\n`)
console.log(modules.map(({ entry, contents }) => `wrote ${entry.file}: ${entry.name} ${entry.version}, ${contents.length} bytes`).join('\n'))
