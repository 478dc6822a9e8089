/* Compiles the styles, bundles the one script and copies fonts and licences into the app. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { compile } from 'sass'

const out = '../mercat/common/static/mercat'
const fonts = 'node_modules/@fontsource/atkinson-hyperlegible-next'
const govuk = 'node_modules/govuk-frontend/dist/govuk'
const notice = 'Mercat. Contains GOV.UK Frontend, MIT licence, see govuk-frontend-licence.txt'

function styles () {
  const options = { style: 'compressed', loadPaths: ['node_modules'], quietDeps: true }
  const css = compile('scss/mercat.scss', options).css.replace(/^\uFEFF/, '')
  writeFileSync(`${out}/mercat.css`, `@charset "UTF-8";/*! ${notice} */${css.replace(/^@charset "UTF-8";/, '')}\n`)
}

async function script () {
  await build({
    entryPoints: ['js/mercat.js'],
    outfile: `${out}/mercat.js`,
    alias: { govuk: `./${govuk}` },
    banner: { js: `/*! ${notice} */` },
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'es2020'
  })
}

function copies () {
  rmSync(`${out}/fonts`, { recursive: true, force: true })
  mkdirSync(`${out}/fonts`, { recursive: true })
  for (const script of ['latin', 'latin-ext']) {
    for (const weight of ['400', '700']) {
      const name = `atkinson-hyperlegible-next-${script}-${weight}-normal.woff2`
      copyFileSync(`${fonts}/files/${name}`, `${out}/fonts/${name}`)
    }
  }
  copyFileSync(`${fonts}/LICENSE`, `${out}/fonts/OFL.txt`)
  copyFileSync('licences/govuk-frontend.txt', `${out}/govuk-frontend-licence.txt`)
}

/* What belongs to the government of the United Kingdom alone must not be in what we ship. */
function check () {
  for (const file of ['mercat.css', 'mercat.js']) {
    const found = readFileSync(`${out}/${file}`, 'utf8').match(/gds transport|crest|crown|logotype/i)
    if (found) throw new Error(`${file} holds "${found[0]}"`)
  }
}

mkdirSync(out, { recursive: true })
styles()
await script()
copies()
check()
