import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Compiles the sources of this package into `directory`, for tests that need processes of their own: Node 20 loads
 * no TypeScript. Answers the URL of the folder that stands for `src`.
 */
export function compileSources(directory: string): string {
  const source = join(PACKAGE, 'src')
  const target = join(directory, 'compiled')
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const place = join(target, name.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, compile(readFileSync(join(source, name), 'utf8')))
  }
  writeFileSync(join(target, 'package.json'), '{"type":"module"}')
  symlinkSync(join(PACKAGE, 'node_modules'), join(target, 'node_modules'))
  return `${pathToFileURL(target).href}/`
}

function compile(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  })
  return outputText
}
